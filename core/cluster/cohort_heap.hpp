#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace bacelab {

/// The next times of event sources many of which coincide, like those of series on one time grid:
/// sources that were set together to one time are one cohort, with one place in the heap, so the
/// cost per source does not grow with the number of sources. Nothing is allocated after reset().
///
/// Used in turns: pop() removes all sources of the earliest time, add() gives some of them their
/// next time, commit() ends the turn. The first turn begins with add().
class CohortHeap {
 public:
  static constexpr double never = std::numeric_limits<double>::infinity();

  /// No source has a time.
  void reset(std::size_t sources);

  /// The earliest time; `never` if there is none.
  [[nodiscard]] double next_time() const { return heap_.empty() ? never : heap_.front().time; }

  /// Removes all sources of the earliest time, in ascending order; there must be one.
  void pop(std::vector<std::uint32_t>& sources);

  /// Sets the time of a source that has none; `never` leaves it without. In a turn, sources must
  /// come in ascending order.
  void add(std::size_t source, double time);

  /// Sorts the sources that were added.
  void commit();

 private:
  /// Sources linked by `follower_`, in ascending order.
  struct Cohort {
    double time;
    std::uint32_t first;
    std::uint32_t last;
  };
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  /// Number of the latest cohorts of a turn that are tried for a source.
  static constexpr std::size_t tried = 4;

  std::vector<Cohort> heap_;  // and, behind ordered_, those of this turn
  std::size_t ordered_ = 0;
  std::vector<std::uint32_t> follower_;  // of each source in its cohort
};

}  // namespace bacelab
