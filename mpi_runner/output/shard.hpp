#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "mpi_runner/sharing/world_set.hpp"

namespace bacelab {

/// One of several disjoint parts of a study, computed by a run of its own.
struct Shard {
  std::size_t number = 1;  ///< from 1
  std::size_t count = 1;

  bool operator==(const Shard&) const = default;
};

/// From "2/8", the second of eight. Throws InputError for anything else.
Shard parse_shard(std::string_view text);

/// "2/8".
std::string text_of(const Shard& shard);

/// The worlds of a shard: all shards together have each world once, and none has more than one
/// world more than another.
WorldRange part_of(const Shard& shard, std::size_t worlds);

}  // namespace bacelab
