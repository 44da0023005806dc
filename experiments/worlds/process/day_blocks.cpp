#include "experiments/worlds/process/day_blocks.hpp"

#include <algorithm>
#include <utility>

#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr std::size_t week = 7;
constexpr double most_block_days = 10'000.0;

}  // namespace

DayBlocks::DayBlocks(std::size_t days, std::size_t block, std::string purpose)
    : days_(block % week == 0 ? days - days % week : days),
      block_(block),
      purpose_(std::move(purpose)) {}

DayBlocks DayBlocks::read(const ConfigSection& section, std::size_t days, std::string purpose) {
  const auto block = static_cast<std::size_t>(section.integer(
      "block_days", week, Bounds::between(1, most_block_days),
      "start = \"resampled\": consecutive days of a block; whole weeks keep the day of the week"));
  if (block > days) {
    section.fail("block_days", "there are " + counted(days, "whole day") + " to draw from",
                 "at most so many, or longer files");
  }
  return {days, block, std::move(purpose)};
}

std::size_t DayBlocks::Drawn::pick(std::size_t block, std::size_t choices) const {
  const double uniform = stream_.uniform(static_cast<std::uint32_t>(block));
  return std::min(static_cast<std::size_t>(uniform * static_cast<double>(choices)), choices - 1);
}

std::size_t DayBlocks::Drawn::at(std::size_t day) const {
  const std::size_t block = day / block_;
  std::size_t first = 0;
  if (block_ % week != 0 || block == 0) {
    first = pick(block, days_);
  } else {
    first = pick(0, days_) % week + week * pick(block, days_ / week);
  }
  return (first + day % block_) % days_;
}

}  // namespace bacelab
