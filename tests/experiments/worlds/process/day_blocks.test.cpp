#include "experiments/worlds/process/day_blocks.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

namespace bacelab {
namespace {

std::vector<std::size_t> days_of(const DayBlocks& blocks, std::uint32_t replication,
                                 std::size_t days) {
  const DayBlocks::Drawn drawn = blocks.of({.seed = 7, .replication = replication});
  std::vector<std::size_t> found;
  for (std::size_t day = 0; day < days; ++day) found.push_back(drawn.at(day));
  return found;
}

}  // namespace

TEST_CASE("day blocks: days follow each other within a block, in a circle", "[worlds]") {
  const DayBlocks blocks(10, 4, "test");
  for (std::uint32_t world = 0; world < 200; ++world) {
    const auto days = days_of(blocks, world, 12);
    for (std::size_t day = 0; day < days.size(); ++day) {
      REQUIRE(days[day] < 10);
      if (day % 4 != 0) REQUIRE(days[day] == (days[day - 1] + 1) % 10);
    }
  }
}

TEST_CASE("day blocks: a known answer", "[worlds]") {
  const RandomStream stream({.seed = 7, .replication = 3}, "test");
  const auto days = days_of(DayBlocks(10, 4, "test"), 3, 8);
  CHECK(days[0] == static_cast<std::size_t>(10.0 * stream.uniform(0)));
  CHECK(days[4] == static_cast<std::size_t>(10.0 * stream.uniform(1)));
  CHECK(days_of(DayBlocks(10, 4, "test"), 3, 8) == days);
}

TEST_CASE("day blocks: all days are equally likely, and blocks and worlds independent",
          "[worlds]") {
  const DayBlocks blocks(10, 4, "test");
  constexpr std::uint32_t worlds = 4000;
  std::vector<double> of_fifth(10);
  double product = 0.0;
  double between = 0.0;
  double last = 0.0;
  for (std::uint32_t world = 0; world < worlds; ++world) {
    const auto days = days_of(blocks, world, 5);
    of_fifth[days[4]] += 1.0;
    product += (static_cast<double>(days[0]) - 4.5) * (static_cast<double>(days[4]) - 4.5);
    between += (static_cast<double>(days[0]) - 4.5) * last;
    last = static_cast<double>(days[0]) - 4.5;
  }
  double chi_squared = 0.0;
  for (const double count : of_fifth) {
    chi_squared += (count - worlds / 10.0) * (count - worlds / 10.0) / (worlds / 10.0);
  }
  CHECK(chi_squared < 27.88);  // 9 degrees of freedom: above once in 1,000 seeds
  // Correlations, 3.3 standard errors: 1 in 1,000.
  CHECK(std::abs(product / worlds / 8.25) < 3.3 / std::sqrt(worlds));
  CHECK(std::abs(between / worlds / 8.25) < 3.3 / std::sqrt(worlds));
}

TEST_CASE("day blocks: blocks of weeks keep the day of the week of the world's first day",
          "[worlds]") {
  const DayBlocks blocks(31, 7, "test");
  CHECK(blocks.days() == 28);
  std::vector<double> counts(28);
  constexpr std::uint32_t worlds = 2800;
  for (std::uint32_t world = 0; world < worlds; ++world) {
    const auto days = days_of(blocks, world, 28);
    for (std::size_t day = 1; day < days.size(); ++day) {
      REQUIRE(days[day] % 7 == (days[0] + day) % 7);
    }
    counts[days[20]] += 1.0;
  }
  double chi_squared = 0.0;
  for (const double count : counts) chi_squared += (count - 100.0) * (count - 100.0) / 100.0;
  CHECK(chi_squared < 55.48);  // 27 degrees of freedom: above once in 1,000 seeds
}

}  // namespace bacelab
