#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace bacelab {

/// Adjacent worlds.
struct WorldRange {
  std::size_t first = 0;
  std::size_t count = 0;

  [[nodiscard]] std::size_t end() const { return first + count; }

  bool operator==(const WorldRange&) const = default;
};

/// A set of worlds, kept as ranges that neither touch nor overlap.
class WorldSet {
 public:
  void insert(const WorldRange& range);

  /// The number of worlds.
  [[nodiscard]] std::size_t count() const { return count_; }

  [[nodiscard]] bool contains(std::size_t world) const;

  /// The parts of `range` that are in the set, in order.
  [[nodiscard]] std::vector<WorldRange> within(const WorldRange& range) const;

  /// The parts of `range` that are not in the set, in order.
  [[nodiscard]] std::vector<WorldRange> missing_from(const WorldRange& range) const;

 private:
  std::map<std::size_t, std::size_t> ends_;  ///< of each range, by its first world
  std::size_t count_ = 0;
};

/// The number of worlds in ranges that don't overlap.
std::size_t world_count(const std::vector<WorldRange>& ranges);

/// One of several disjoint parts of a study, each with its own executions and results file.
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

/// A box of worlds, points x replications, whose worlds follow each other without a gap: either
/// replications of one point, or all replications of adjacent points.
struct WorldBox {
  std::size_t first_point = 0;
  std::size_t points = 0;
  std::size_t first_replication = 0;
  std::size_t replications = 0;

  std::size_t world_count() const { return points * replications; }

  bool operator==(const WorldBox&) const = default;
};

/// The worlds [first_world, first_world + world_count) as at most three boxes, in order: the rest
/// of a point, whole points, the beginning of a point. `replications` is the number per point.
std::vector<WorldBox> world_boxes(std::size_t first_world, std::size_t world_count,
                                  std::size_t replications);

}  // namespace bacelab
