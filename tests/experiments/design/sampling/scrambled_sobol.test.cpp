#include "experiments/design/sampling/scrambled_sobol.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "tests/experiments/design/sampling/discrepancy.hpp"
#include "tests/experiments/random/sample_tests.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

std::vector<std::vector<double>> points_of(const ScrambledSobol& sequence, std::uint32_t count) {
  std::vector<std::vector<double>> points;
  for (std::uint32_t i = 0; i < count; ++i) {
    points.emplace_back();
    for (std::size_t j = 0; j < sequence.dimensions(); ++j) {
      points.back().push_back(sequence.coordinate(i, j));
    }
  }
  return points;
}

std::vector<std::vector<double>> random_points(std::size_t dimensions, std::uint32_t count) {
  const RandomStream stream({.seed = 3}, "test");
  std::vector<std::vector<double>> points;
  for (std::uint32_t i = 0; i < count * dimensions; ++i) {
    if (i % dimensions == 0) points.emplace_back();
    points.back().push_back(stream.uniform(i));
  }
  return points;
}

TEST_CASE("scrambled Sobol: it is even as the sequence is", "[design]") {
  const ScrambledSobol sequence(SobolSequence::most_dimensions(), {7});
  for (std::size_t j = 0; j < sequence.dimensions(); ++j) {
    std::vector<int> count(256);
    for (std::uint32_t i = 0; i < 256; ++i) {
      ++count[static_cast<std::size_t>(sequence.coordinate(i, j) * 256.0)];
    }
    INFO(j);
    CHECK(count == std::vector<int>(256, 1));
  }
}

TEST_CASE("scrambled Sobol: two dimensions stay even in all boxes", "[design]") {
  const ScrambledSobol sequence(2, {11, 4});
  for (unsigned a = 0; a <= 8; ++a) {
    std::vector<int> count(256);
    const double columns = std::ldexp(1.0, static_cast<int>(a));
    for (std::uint32_t i = 0; i < 256; ++i) {
      const auto column = static_cast<std::size_t>(sequence.coordinate(i, 0) * columns);
      const auto row = static_cast<std::size_t>(sequence.coordinate(i, 1) * 256.0 / columns);
      ++count[column * (256U >> a) + row];
    }
    CHECK(count == std::vector<int>(256, 1));
  }
}

TEST_CASE("scrambled Sobol: each point is uniform over the seeds", "[design][reference]") {
  // False-alarm rate 1e-4 each. The first point is a shift alone; the second tells whether the
  // triangle below the diagonal is random.
  for (const std::uint32_t index : {0U, 1U, 37U}) {
    std::vector<double> sample;
    for (std::uint32_t seed = 0; seed < 2000; ++seed) {
      sample.push_back(ScrambledSobol(3, {1, seed}).coordinate(index, 2));
    }
    INFO(index);
    CHECK(kolmogorov_smirnov(sample, uniform_cdf) < kolmogorov_limit);
  }
}

TEST_CASE("scrambled Sobol: the distance of two points is random too", "[design][reference]") {
  // Points 0 and 1 differ in the first binary place in every scramble; by a shift alone they would
  // differ by one half.
  std::vector<double> distance;
  for (std::uint32_t seed = 0; seed < 2000; ++seed) {
    const ScrambledSobol sequence(1, {1, seed});
    distance.push_back(std::abs(sequence.coordinate(1, 0) - sequence.coordinate(0, 0)));
  }
  // |x - y| of x uniform below 1/2 and y uniform above: the triangle over (0, 1).
  const auto triangle = [](double d) { return d < 0.5 ? 2 * d * d : 1 - 2 * (1 - d) * (1 - d); };
  CHECK(kolmogorov_smirnov(distance, triangle) < kolmogorov_limit);
}

TEST_CASE("scrambled Sobol: its discrepancy is far below that of random points", "[design]") {
  const double sobol = centred_discrepancy(points_of(ScrambledSobol(6, {5}), 256));
  const double random = centred_discrepancy(random_points(6, 256));
  CHECK(sobol < 0.1 * random);
}

TEST_CASE("centred discrepancy: another program says the same", "[design][reference]") {
  // scipy.stats.qmc.discrepancy(points, method="CD")
  const std::vector<std::vector<double>> points = {{0.1, 0.5}, {0.7, 0.9}, {0.4, 0.2}};
  CHECK(centred_discrepancy(points) == Approx(0.04072777777777725).epsilon(1e-12));
}

TEST_CASE("scrambled Sobol: scrambles and seeds are independent, and repeat", "[design]") {
  const auto of = [](SampleSeed seed) { return ScrambledSobol(4, seed).coordinate(5, 3); };
  CHECK(of({1, 0}) == of({1, 0}));
  CHECK(of({1, 0}) != of({1, 1}));
  CHECK(of({1, 0}) != of({2, 0}));
}

}  // namespace
}  // namespace bacelab
