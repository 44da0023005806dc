#pragma once

#include <cstdint>
#include <vector>

#include "core/simulation/event_heap.hpp"
#include "core/simulation/scenario.hpp"

namespace bacelab {

/// The quantity that a series describes.
enum class Quantity : std::uint8_t {
  price_seen,      ///< of a region, as the scheduler sees it
  price_true,      ///< of a region where the scheduler sees another; changes no state
  capacity,        ///< of a region
  bandwidth,       ///< of a link, true and seen
  bandwidth_true,  ///< of a link where the scheduler sees another
  bandwidth_seen,  ///< the other
};

/// A new value of a series.
struct EnvironmentChange {
  Quantity quantity;
  std::uint32_t owner;  ///< region or link
  double value;
};

/// Advances through all series of a scenario in order of time, then of region and link.
class Environment {
 public:
  /// Starts before time 0: the first values are among the first changes.
  void reset(const Scenario& scenario);

  /// Time of the next breakpoint of any series; CohortHeap::never after the last.
  [[nodiscard]] double next_time() const { return started_ ? heap_.next_time() : 0.0; }

  /// Takes all breakpoints up to time `limit`; their changes are in changes() until the next call.
  void advance(double limit);
  [[nodiscard]] const std::vector<EnvironmentChange>& changes() const { return changes_; }

 private:
  struct Source {
    const Series* series;
    std::size_t next;
    Quantity quantity;
    std::uint32_t owner;
  };
  void add(const Series& series, Quantity quantity, std::size_t owner);
  void take(std::size_t i);

  bool started_ = true;  // have the first values been taken?
  std::vector<Source> sources_;
  CohortHeap heap_;  // most series change on one of a few time grids
  std::vector<std::uint32_t> due_;
  std::vector<EnvironmentChange> changes_;
};

}  // namespace bacelab
