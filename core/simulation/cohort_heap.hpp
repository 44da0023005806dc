#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace bacelab {

/// The next times of event sources many of which have the same one, as series on one grid of time
/// have: those that were set together to one time are one cohort, with one place in the heap, so
/// that the cost of a source does not grow with the number of sources. Nothing is allocated after
/// reset().
///
/// Used in turns: pop() takes out all sources of the earliest time, add() gives some of them their
/// next one, commit() ends the turn. The first turn begins with add().
class CohortHeap {
 public:
  static constexpr double never = std::numeric_limits<double>::infinity();

  /// No source has a time.
  void reset(std::size_t sources);

  /// The earliest time; `never` if there is none.
  [[nodiscard]] double next_time() const { return heap_.empty() ? never : heap_.front().time; }

  /// Takes out all sources of the earliest time, in ascending order; there must be one.
  void pop(std::vector<std::uint32_t>& sources);

  /// Gives a source without a time one; `never` leaves it without. In ascending order of the
  /// sources.
  void add(std::size_t source, double time);

  /// Brings in order what was added.
  void commit();

 private:
  /// Sources in a chain by `follower_`, in ascending order.
  struct Cohort {
    double time;
    std::uint32_t first;
    std::uint32_t last;
  };
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  /// How many of the latest cohorts of a turn are tried for a source.
  static constexpr std::size_t tried = 4;

  std::vector<Cohort> heap_;  // and, behind ordered_, those of this turn
  std::size_t ordered_ = 0;
  std::vector<std::uint32_t> follower_;  // of each source in its cohort
};

}  // namespace bacelab
