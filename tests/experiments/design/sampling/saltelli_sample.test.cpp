#include "experiments/design/sampling/saltelli_sample.hpp"

#include <catch2/catch.hpp>

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

}  // namespace
}  // namespace bacelab
