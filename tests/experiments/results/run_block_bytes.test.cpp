#include "experiments/results/run_block_bytes.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <stdexcept>

#include "tests/results/sample_study.hpp"

namespace bacelab {
namespace {

/// Equal to the bit, so that NaN equals itself.
bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

TEST_CASE("run block bytes: what was packed is unpacked", "[results]") {
  const ResultsDescription study = sample::study_with_jobs();
  RunBlock block = sample::block(study, 5, 4);
  block.metrics[0] = std::nan("");
  block.status[1] = RunStatus::failed;
  const RunBlock copy = unpack(pack(block));
  CHECK(copy.first_world == 5);
  CHECK(copy.world_count == 4);
  CHECK(copy.shape == block.shape);
  CHECK(same_bits(copy.metrics, block.metrics));
  CHECK(same_bits(copy.wall_s, block.wall_s));
  CHECK(same_bits(copy.jobs, block.jobs));
  CHECK(copy.status == block.status);
  CHECK(copy.redraws == block.redraws);
}

TEST_CASE("run block bytes: a block without worlds is packed too", "[results]") {
  CHECK(unpack(pack(RunBlock(9, 0, {2, 3, 0, 0}))).first_world == 9);
}

TEST_CASE("run block bytes: bytes that are no block are refused", "[results]") {
  std::vector<std::byte> bytes = pack(sample::block(sample::study(), 0, 2));
  SECTION("none") { bytes.clear(); }
  SECTION("too few") { bytes.pop_back(); }
  SECTION("too many") { bytes.push_back({}); }
  SECTION("another beginning") { bytes[0] ^= std::byte{1}; }
  SECTION("an absurd size") { bytes[2 * 8 + 7] = std::byte{0x7f}; }
  SECTION("absurd sizes") { std::fill(bytes.begin() + 16, bytes.begin() + 56, std::byte{0xff}); }
  CHECK_THROWS_AS(unpack(bytes), std::invalid_argument);
}

TEST_CASE("run block bytes: an inconsistent block is not packed", "[results]") {
  RunBlock block(0, 2, {2, 3, 0, 0});
  block.redraws.pop_back();
  CHECK_THROWS_AS(pack(block), std::invalid_argument);
}

}  // namespace
}  // namespace bacelab
