#include "experiments/design/sampling/sobol_sequence.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace bacelab {
namespace {

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
