#pragma once

#include <cstddef>
#include <map>
#include <vector>

namespace bacelab {

/// Adjacent worlds.
struct WorldRange {
  std::size_t first = 0;
  std::size_t count = 0;

  [[nodiscard]] std::size_t end() const { return first + count; }
  [[nodiscard]] bool contains(std::size_t world) const { return first <= world && world < end(); }

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

/// Cuts ranges into parts of at most so many worlds.
std::vector<WorldRange> cut(const std::vector<WorldRange>& ranges, std::size_t most);

}  // namespace bacelab
