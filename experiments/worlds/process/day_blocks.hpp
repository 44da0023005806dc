#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "experiments/random/stream.hpp"
#include "experiments/text/section.hpp"

namespace bacelab {

/// The days of a record as worlds draw them: block after block of consecutive days, each from a day
/// that is drawn independently. The record is a circle, so that all of its days are equally likely
/// (the circular block bootstrap of Politis and Romano 1992). If a block is so many weeks, the
/// circle is the first whole weeks of the record, and all blocks of a world begin at the same day
/// of the week. MODEL.md section 10.
class DayBlocks {
 public:
  /// 1 <= `block` <= days. `purpose` is that of the random numbers: everything that draws with the
  /// same one, of records with as many days, has the same days.
  DayBlocks(std::size_t days, std::size_t block, std::string purpose);
  /// Reads `block_days` of the section. Throws InputError, at its key, if the record has fewer
  /// days.
  static DayBlocks read(const ConfigSection& section, std::size_t days, std::string purpose);

  /// How many days of the record are drawn from: the first ones.
  [[nodiscard]] std::size_t days() const { return days_; }

  /// The days of one world.
  class Drawn {
   public:
    Drawn(const DayBlocks& blocks, const WorldId& world)
        : days_(blocks.days_), block_(blocks.block_), stream_(world, blocks.purpose_) {}
    /// The day of the record, from 0, that is this day of the world.
    [[nodiscard]] std::size_t at(std::size_t day) const;

   private:
    [[nodiscard]] std::size_t pick(std::size_t block, std::size_t choices) const;

    std::size_t days_;
    std::size_t block_;
    RandomStream stream_;
  };
  [[nodiscard]] Drawn of(const WorldId& world) const { return {*this, world}; }

 private:
  std::size_t days_;
  std::size_t block_;
  std::string purpose_;
};

}  // namespace bacelab
