#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/index.hpp"
#include "experiments/box/world_set.hpp"

namespace bacelab {

using PointIndex = Index<struct PointKind>;
using ReplicationIndex = Index<struct ReplicationKind>;
using PolicyIndex = Index<struct PolicyKind>;
/// A study may have more than 2^32 worlds.
using WorldIndex = Index<struct WorldKind, std::uint64_t>;

/// A world by what it is: a replication of a point.
struct WorldPlace {
  PointIndex point;
  ReplicationIndex replication;

  bool operator==(const WorldPlace&) const = default;
};

/// A box of worlds, points x replications, whose worlds follow each other without a gap: either
/// replications of one point, or all replications of adjacent points. Arrays of its values are
/// [point][replication]...
struct WorldBox {
  std::size_t first_point = 0;
  std::size_t points = 0;
  std::size_t first_replication = 0;
  std::size_t replications = 0;

  [[nodiscard]] std::size_t world_count() const { return points * replications; }

  /// Where a world stands among those of the box.
  [[nodiscard]] std::size_t row(const WorldPlace& place) const;
  /// The world that stands there.
  [[nodiscard]] WorldPlace place(std::size_t row) const;

  bool operator==(const WorldBox&) const = default;
};

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

/// Worlds that another box numbers differently.
struct RenumberedWorlds {
  WorldRange there;
  std::size_t first_here = 0;

  [[nodiscard]] WorldRange here() const { return {first_here, there.count}; }

  bool operator==(const RenumberedWorlds&) const = default;
};

/// A study is a box of runs: every policy runs in every replication, a random world, at every
/// design point. Worlds are numbered point by point, runs world by world; this class alone knows
/// how.
class StudyBox {
 public:
  StudyBox() = default;
  StudyBox(std::size_t points, std::size_t replications, std::size_t policies)
      : points_(points), replications_(replications), policies_(policies) {}

  [[nodiscard]] std::size_t points() const { return points_; }
  /// Of each point.
  [[nodiscard]] std::size_t replications() const { return replications_; }
  [[nodiscard]] std::size_t policies() const { return policies_; }
  /// Points and replications together.
  [[nodiscard]] std::size_t worlds() const { return points_ * replications_; }
  /// Of so many worlds.
  [[nodiscard]] std::size_t runs_of(std::size_t worlds) const { return worlds * policies_; }
  [[nodiscard]] std::size_t runs() const { return runs_of(worlds()); }

  [[nodiscard]] WorldIndex world(const WorldPlace& place) const;
  [[nodiscard]] WorldPlace place(WorldIndex world) const;

  /// Where a run stands among those of adjacent worlds, [world][policy]; `row` is the place of its
  /// world among them.
  [[nodiscard]] std::size_t run(std::size_t row, PolicyIndex policy) const {
    return runs_of(row) + policy.value();
  }

  [[nodiscard]] WorldRange all() const { return {0, worlds()}; }
  [[nodiscard]] WorldRange worlds_of(PointIndex point) const {
    return worlds_of(point, replications_);
  }
  /// The first replications of a point.
  [[nodiscard]] WorldRange worlds_of(PointIndex point, std::size_t replications) const;
  /// All shards together have each world once, and none has more than one world more than another.
  [[nodiscard]] WorldRange worlds_of(const Shard& shard) const;
  [[nodiscard]] WorldRange worlds_of(const WorldBox& box) const;

  /// A range of worlds as at most three boxes, in order: the rest of a point, whole points, the
  /// beginning of a point.
  [[nodiscard]] std::vector<WorldBox> boxes_of(const WorldRange& worlds) const;

  /// Worlds that another box of the same study numbers, in order and as few ranges as possible. It
  /// has at most as many replications.
  /// \throws std::invalid_argument if it has more
  [[nodiscard]] std::vector<RenumberedWorlds> renumbered(const WorldRange& there,
                                                         const StudyBox& box_there) const;

  bool operator==(const StudyBox&) const = default;

 private:
  std::size_t points_ = 1;
  std::size_t replications_ = 1;
  std::size_t policies_ = 1;
};

}  // namespace bacelab
