#include "core/cluster/timeline.hpp"

#include <rapidcheck/catch.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "tests/support/unit_world.hpp"

namespace bacelab {
namespace {

using namespace testing;
using Row = std::tuple<double, double, double, bool>;

/// Time, both sums, and whether a capacity changes, of all entries but the last.
std::vector<Row> rows(const Scenario& scenario) {
  Timeline& timeline = scenario.cluster.timeline();
  std::vector<Row> result;
  std::uint32_t capacities = 0;
  for (std::size_t i = 0; timeline[i].time_s != Timeline::never; ++i) {
    const Timeline::Entry& entry = timeline[i];
    result.emplace_back(entry.time_s, entry.bandwidth, entry.bandwidth_seen,
                        std::exchange(capacities, entry.until.capacities) < entry.until.capacities);
  }
  return result;
}

/// The bandwidths that the rows and changes of all entries lead to, taken one by one.
std::vector<double> values_after_all(const Scenario& scenario) {
  Timeline& timeline = scenario.cluster.timeline();
  const std::size_t links = scenario.cluster.links().size();
  const auto& [all_rows, changes] = timeline.bandwidths();
  std::vector<double> values(links);
  Timeline::LinkCounts before;
  for (std::size_t i = 0; timeline[i].time_s != Timeline::never; ++i) {
    const Timeline::LinkCounts& until = timeline[i].until.bandwidths;
    if (until.rows > before.rows) {
      const auto row = static_cast<std::ptrdiff_t>((until.rows - 1) * links);
      std::copy_n(all_rows.begin() + row, links, values.begin());
    }
    for (std::size_t c = before.changes; c < until.changes; ++c) {
      values[changes[c].of.value()] = changes[c].value;
    }
    before = until;
  }
  return values;
}

}  // namespace

TEST_CASE("each time of a breakpoint has one entry, also where a value stays the same") {
  World world;
  world.model(one_stage_template());
  world.region(1, steps({{0.0, 1.0}, {5.0, 2.0}, {9.0, 3.0}}));
  world.region(1, 4.0).capacity(steps({{0.0, 1.0}, {7.0, 0.0}}));
  world.region(1, 4.0);
  world.link(0, 1, steps({{0.0, 8.0}, {5.0, 8.0}, {7.0, 9.0}})).link(1, 2, 2.0);
  CHECK(rows(world.build()) == std::vector<Row>{{0.0, 10.0, 10.0, true},
                                                {5.0, 10.0, 10.0, false},
                                                {7.0, 11.0, 11.0, true},
                                                {9.0, 11.0, 11.0, false}});
}

TEST_CASE("what the scheduler sees has a sum of its own, and breakpoints too") {
  World world;
  world.model(one_stage_template()).region(1, 1.0).observed_price(steps({{0.0, 5.0}, {3.0, 6.0}}));
  world.region(1, 2.0).region(1, 2.0);
  world.link(0, 1, steps({{0.0, 8.0}, {4.0, 9.0}}))
      .observed_bandwidth(steps({{0.0, 7.0}, {6.0, 5.0}}));
  world.link(1, 2, steps({{0.0, 1.0}, {2.0, 3.0}}));
  CHECK(rows(world.build()) == std::vector<Row>{{0.0, 9.0, 8.0, false},
                                                {2.0, 11.0, 10.0, false},
                                                {3.0, 11.0, 10.0, false},
                                                {4.0, 12.0, 10.0, false},
                                                {6.0, 12.0, 8.0, false}});
}

TEST_CASE("a timeline behaves as a map from time to what is there") {
  rc::prop("model", [] {
    const int links = *rc::gen::inRange(1, 12);
    World world;
    world.model(one_stage_template());
    for (int i = 0; i <= links; ++i) world.region(1, 1.0);
    std::map<double, std::vector<double>> model;  // time to the bandwidths from then on
    std::vector<std::vector<std::pair<double, double>>> given;
    for (int i = 0; i < links; ++i) {
      // Grids that part and meet again: every second, every second one, every third, and odd times.
      const int step = *rc::gen::element(1, 2, 3);
      const int odd = *rc::gen::inRange(0, 12);
      std::map<double, double> points = {{0.0, 1.0 + i}};
      for (int t = step; t < 12; t += step) points[t] = *rc::gen::inRange(0, 9);
      points[odd + 0.5] = 3.0;
      given.emplace_back(points.begin(), points.end());
      for (const auto& [time, value] : points) model[time];
    }
    for (auto& [time, values] : model) {
      for (const auto& points : given) {
        double value = 0.0;
        for (const auto& [at, to] : points) value = at <= time ? to : value;
        values.push_back(value);
      }
    }
    for (int i = 0; i < links; ++i) {
      world.link(static_cast<std::size_t>(i), static_cast<std::size_t>(i) + 1,
                 steps(given[static_cast<std::size_t>(i)]));
    }
    std::vector<Row> expected;
    for (const auto& [time, values] : model) {
      double sum = 0.0;
      for (const double value : values) sum += value;
      expected.emplace_back(time, sum, sum, false);
    }
    const Scenario scenario = world.build();
    RC_ASSERT(rows(scenario) == expected);
    RC_ASSERT(values_after_all(scenario) == model.rbegin()->second);
  });
}

TEST_CASE("a timeline stays with its cluster when that is moved, and does not grow twice") {
  World world;
  world.model(one_stage_template()).region(1, steps({{0.0, 1.0}, {5.0, 2.0}}));
  Scenario first = world.build();
  CHECK(first.cluster.timeline()[0].time_s == 0.0);
  const Scenario second = std::move(first);
  CHECK(second.cluster.timeline()[1].time_s == 5.0);
  CHECK(second.cluster.timeline()[2].time_s == Timeline::never);
  CHECK(rows(second).size() == 2);
}

}  // namespace bacelab
