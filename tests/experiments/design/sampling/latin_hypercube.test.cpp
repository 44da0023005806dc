#include "experiments/design/sampling/latin_hypercube.hpp"

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/experiments/random/sample_tests.hpp"

namespace bacelab {
namespace {

TEST_CASE("Latin hypercube: each stratum is met exactly once", "[design][property]") {
  rc::prop("for any size and seed", [] {
    const auto samples = *rc::gen::inRange<std::size_t>(1, 300);
    const auto seed = *rc::gen::inRange<std::uint64_t>(0, 1000);
    std::vector<int> count(samples);
    for (const double u : latin_hypercube_coordinate(samples, {seed}, "a")) {
      ++count.at(static_cast<std::size_t>(u * static_cast<double>(samples)));
    }
    RC_ASSERT(count == std::vector<int>(samples, 1));
  });
}

TEST_CASE("Latin hypercube: the place in a stratum is uniform", "[design][reference]") {
  std::vector<double> places;
  for (const double u : latin_hypercube_coordinate(4000, {1}, "a")) {
    places.push_back(u * 4000 - std::floor(u * 4000));
  }
  CHECK(testing::kolmogorov_smirnov(places, testing::uniform_cdf) < testing::kolmogorov_limit);
}

TEST_CASE("Latin hypercube: coordinates are independent and belong to their owner", "[design]") {
  const auto a = latin_hypercube_coordinate(4000, {1}, "a");
  const auto b = latin_hypercube_coordinate(4000, {1}, "b");
  CHECK(std::abs(testing::correlation(a, b, 0.5, std::sqrt(1.0 / 12))) <
        testing::correlation_limit(4000));
  CHECK(a == latin_hypercube_coordinate(4000, {1}, "a"));
  CHECK(a != latin_hypercube_coordinate(4000, {2}, "a"));
}

}  // namespace
}  // namespace bacelab
