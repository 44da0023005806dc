#include "analysis/contour/contour_rule.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "core/no_value.hpp"
#include "tests/analysis/contour/known_contours.hpp"

namespace bacelab {
namespace {

ContourSearch search_of(std::size_t resolution, std::size_t maximum, double share = 1.0) {
  ContourSearch search;
  search.resolution = resolution;
  search.maximum = maximum;
  search.most_worlds =
      static_cast<std::size_t>(share * static_cast<double>(resolution * resolution * maximum));
  return search;
}

std::size_t total(const std::vector<std::size_t>& targets) {
  return std::accumulate(targets.begin(), targets.end(), std::size_t{0});
}

std::size_t open_points(const ContourRule& rule) {
  return static_cast<std::size_t>(std::count_if(rule.targets().begin(), rule.targets().end(),
                                                [](std::size_t target) { return target > 0; }));
}

/// Adds all worlds that are wanted, of an overhead without noise.
template <class Overhead>
void take(ContourRule& rule, std::vector<std::size_t>& taken, std::size_t n,
          const Overhead& overhead) {
  taken.resize(n * n, 0);
  for (std::size_t i = 0; i < n * n; ++i) {
    for (; taken[i] < rule.targets()[i]; ++taken[i]) {
      rule.add(i, 100.0, 100.0 * (1.0 + overhead(i % n, i / n)));
    }
  }
}

TEST_CASE("contour: a coarse lattice is opened first", "[contour]") {
  const ContourRule rule(search_of(9, 100));
  CHECK(open_points(rule) == 25);
  CHECK(total(rule.targets()) == 250);
  CHECK(rule.side(1) == Side::closed);
  CHECK(rule.targets()[2] == 10);
}

TEST_CASE("contour: only cells that it crosses are divided", "[contour]") {
  ContourRule rule(search_of(9, 100));
  std::vector<std::size_t> taken;
  const auto overhead = [](std::size_t x, std::size_t) { return static_cast<double>(x) - 2.5; };
  take(rule, taken, 9, overhead);
  REQUIRE(rule.advance());
  // The column 3, and rows between in columns 2 and 4.
  CHECK(open_points(rule) == 25 + 9 + 2 * 4);
  take(rule, taken, 9, overhead);
  CHECK_FALSE(rule.advance());
  CHECK(rule.side(2) == Side::below);
  CHECK(rule.side(3) == Side::above);
  CHECK_FALSE(rule.is_out_of_worlds());
}

TEST_CASE("contour: where the output equals the level in all worlds, nothing is in doubt",
          "[contour]") {
  ContourRule rule(search_of(9, 100));
  std::vector<std::size_t> taken;
  take(rule, taken, 9, [](std::size_t, std::size_t) { return 0.0; });
  CHECK_FALSE(rule.advance());
  CHECK(rule.side(0) == Side::on);
}

TEST_CASE("contour: points in doubt get twice as many worlds, up to the maximum", "[contour]") {
  ContourRule rule(search_of(9, 35));
  std::vector<std::size_t> taken(81, 0);
  const auto take_all = [&] {
    for (std::size_t i = 0; i < 81; ++i) {
      for (; taken[i] < rule.targets()[i]; ++taken[i]) {
        const double noise = taken[i] % 2 == 0 ? 10.0 : -10.0;
        rule.add(i, 100.0, i == 0 ? 100.0 + noise : 200.0 + noise);
      }
    }
  };
  for (const std::size_t target : {10, 20, 35}) {
    CHECK(rule.targets()[0] == target);
    take_all();
    CHECK(rule.advance());
    CHECK(rule.targets()[2] == 10);
  }
  // Still in doubt: its cell is divided.
  CHECK(rule.side(0) == Side::in_doubt);
  CHECK(rule.targets()[1] == 10);
}

TEST_CASE("contour: it ends before it needs more worlds than it may have", "[contour]") {
  ContourSearch search = search_of(9, 1000);
  search.most_worlds = 600;
  ContourRule rule(search);
  std::vector<std::size_t> taken(81, 0);
  do {
    for (std::size_t i = 0; i < 81; ++i) {
      for (; taken[i] < rule.targets()[i]; ++taken[i]) {
        rule.add(i, 100.0, 100.0 + (taken[i] % 2 == 0 ? 10.0 : -10.0));
      }
    }
  } while (rule.advance());
  CHECK(rule.is_out_of_worlds());
  CHECK(total(rule.targets()) == 500);
}

TEST_CASE("contour: worlds with an incomplete run do not count", "[contour]") {
  ContourRule rule(search_of(9, 10));
  for (int i = 0; i < 10; ++i) rule.add(0, 100.0, no_value);
  CHECK(rule.side(0) == Side::in_doubt);
  CHECK(std::isinf(rule.half_width(0)));
}

TEST_CASE("contour: it is found within a cell, for less than a fifth of the worlds", "[contour]") {
  for (const known::Field field : {known::circle, known::slope, known::wave}) {
    const known::Outcome outcome = known::look_for(field, search_of(33, 200, 0.2), 0.05, 1);
    CHECK(outcome.share < 0.2);
    CHECK(outcome.pieces > 30);
    CHECK(outcome.mean_distance < 0.5);
    CHECK(outcome.wrong_sides <= 2);
  }
}

}  // namespace
}  // namespace bacelab
