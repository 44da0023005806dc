#include "experiments/study/design/sampling/sobol_sequence.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/experiments/random/sample_tests.hpp"
#include "tests/experiments/study/design/sampling/discrepancy.hpp"

namespace bacelab {
namespace {

std::vector<double> point(const SaltelliSample& sample, std::size_t row, std::size_t block) {
  std::vector<double> coordinates;
  for (std::size_t i = 0; i < sample.dimensions(); ++i) {
    coordinates.push_back(sample.coordinate(row, block, i));
  }
  return coordinates;
}

TEST_CASE("Saltelli sample: the matrices are the halves of one sequence", "[design]") {
  const SampleSeed seed = {9, 2};
  const SaltelliSample sample(3, SecondOrder::no, seed);
  const ScrambledSobol sequence(6, seed);
  for (std::uint32_t row = 0; row < 32; ++row) {
    for (std::size_t i = 0; i < 3; ++i) {
      CHECK(sample.coordinate(row, 0, i) == sequence.coordinate(row, i));
      CHECK(sample.coordinate(row, 1, i) == sequence.coordinate(row, 3 + i));
    }
  }
}

TEST_CASE("Saltelli sample: a block swaps one column", "[design]") {
  const SaltelliSample sample(3, SecondOrder::yes, {1});
  REQUIRE(sample.blocks() == 8);
  const std::vector<double> a = point(sample, 5, 0);
  const std::vector<double> b = point(sample, 5, 1);
  for (std::size_t i = 0; i < 3; ++i) {
    std::vector<double> ab = a;
    ab[i] = b[i];
    CHECK(point(sample, 5, 2 + i) == ab);
    std::vector<double> ba = b;
    ba[i] = a[i];
    CHECK(point(sample, 5, 5 + i) == ba);
  }
}

TEST_CASE("Saltelli sample: d + 2 blocks, 2 d + 2 for the second order", "[design]") {
  CHECK(SaltelliSample::blocks_of(4, SecondOrder::no) == 6);
  CHECK(SaltelliSample::blocks_of(4, SecondOrder::yes) == 10);
}

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

double coordinate(const SobolSequence& sequence, std::uint32_t index, std::size_t dimension) {
  return sequence.coordinate(index, dimension) * 0x1p-32;
}

/// Whether the first 2^(a + b) points hold each of 2^a x 2^b equal boxes of two axes once.
bool is_net(const SobolSequence& sequence, std::size_t x, std::size_t y, unsigned a, unsigned b) {
  std::vector<int> count(std::size_t{1} << (a + b));
  for (std::uint32_t i = 0; i < count.size(); ++i) {
    const std::uint32_t column = a == 0 ? 0 : sequence.coordinate(i, x) >> (32 - a);
    const std::uint32_t row = b == 0 ? 0 : sequence.coordinate(i, y) >> (32 - b);
    ++count[(column << b) | row];
  }
  return count == std::vector<int>(count.size(), 1);
}

TEST_CASE("Sobol sequence: the first points are those that are published", "[design][reference]") {
  // The answer of Joe and Kuo's own program for three dimensions and ten points
  // (web.maths.unsw.edu.au/~fkuo/sobol).
  const double published[10][3] = {{0, 0, 0},
                                   {0.5, 0.5, 0.5},
                                   {0.75, 0.25, 0.25},
                                   {0.25, 0.75, 0.75},
                                   {0.375, 0.375, 0.625},
                                   {0.875, 0.875, 0.125},
                                   {0.625, 0.125, 0.875},
                                   {0.125, 0.625, 0.375},
                                   {0.1875, 0.3125, 0.9375},
                                   {0.6875, 0.8125, 0.4375}};
  const SobolSequence sequence(3);
  for (std::uint32_t i = 0; i < 10; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      INFO(i << " " << j);
      CHECK(coordinate(sequence, i, j) == published[i][j]);
    }
  }
}

TEST_CASE("Sobol sequence: all dimensions agree with another program", "[design][reference]") {
  std::ifstream file(std::filesystem::path(__FILE__).replace_filename("sobol_points.txt"));
  const SobolSequence sequence(SobolSequence::most_dimensions());
  int lines = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream words(line);
    std::uint32_t index = 0;
    words >> index;
    std::size_t wrong = 0;
    for (std::size_t j = 0; j < sequence.dimensions(); ++j) {
      std::uint32_t expected = 0;
      words >> expected;
      if (sequence.coordinate(index, j) != expected) ++wrong;
    }
    INFO(index);
    REQUIRE(words);
    CHECK(wrong == 0);
    ++lines;
  }
  CHECK(lines == 8);
  CHECK(sequence.dimensions() == 128);
}

TEST_CASE("Sobol sequence: every dimension meets each of 2^m slices once", "[design]") {
  const SobolSequence sequence(SobolSequence::most_dimensions());
  for (std::size_t j = 0; j < sequence.dimensions(); ++j) {
    INFO(j);
    CHECK(is_net(sequence, j, j, 8, 0));
  }
}

TEST_CASE("Sobol sequence: the first two dimensions are even in all boxes", "[design]") {
  const SobolSequence sequence(2);
  for (unsigned a = 0; a <= 8; ++a) CHECK(is_net(sequence, 0, 1, a, 8 - a));
}

TEST_CASE("Sobol sequence: more dimensions than there are numbers for are refused", "[design]") {
  CHECK_THROWS_AS(SobolSequence(SobolSequence::most_dimensions() + 1), std::invalid_argument);
}

}  // namespace
}  // namespace bacelab
