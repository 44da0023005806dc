#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "core/cluster/cluster.hpp"
#include "core/contract.hpp"
#include "core/index.hpp"

namespace bacelab {

/// A run's place in the series of its cluster. It moves on by the cluster's timeline; what has
/// changed is handed out when somebody asks.
class Environment {
 public:
  /// Starts before time 0, the time of the first breakpoint. The cluster must outlive its use.
  void reset(const Cluster& cluster);

  /// Time of the next breakpoint of any series; Timeline::never after the last.
  [[nodiscard]] double next_time() const { return next_time_; }

  /// Passes all breakpoints up to time `limit`.
  void advance(double limit);

  /// Values of links.
  struct NewOfLinks {
    std::span<const double> row;                    ///< of all links, or empty
    std::span<const Timeline::LinkChange> changes;  ///< after that
  };

  // What has changed since the last call of the same function, in order of time; to begin with, the
  // first values of all. Valid until the next advance().

  /// Prices as the scheduler sees them, USD/kWh.
  std::span<const Timeline::RegionChange> new_prices_seen() {
    return news(timeline_->prices_seen(), now_.until.prices_seen, handed_out_.prices_seen);
  }
  /// Usable GPUs of the regions whose capacity is a series.
  std::span<const Timeline::RegionChange> new_capacities() {
    return news(timeline_->capacities(), now_.until.capacities, handed_out_.capacities);
  }
  /// Bit/s.
  NewOfLinks new_bandwidths() {
    return news(timeline_->bandwidths(), now_.until.bandwidths, handed_out_.bandwidths);
  }
  /// Bit/s, as the scheduler sees it.
  NewOfLinks new_bandwidths_seen() {
    return news(timeline_->bandwidths_seen(), now_.until.bandwidths_seen,
                handed_out_.bandwidths_seen);
  }

  /// Present sums over all links, bit/s.
  [[nodiscard]] double total_bandwidth() const { return now_.bandwidth; }
  [[nodiscard]] double total_bandwidth_seen() const { return now_.bandwidth_seen; }

 private:
  static std::span<const Timeline::RegionChange> news(
      const std::vector<Timeline::RegionChange>& changes, std::uint32_t end,
      std::uint32_t& handed_out) {
    const std::uint32_t first = std::exchange(handed_out, end);
    return std::span(changes).subspan(first, end - first);
  }
  NewOfLinks news(const Timeline::OfLinks& quantity, const Timeline::LinkCounts& until,
                  Timeline::LinkCounts& handed_out) const {
    const Timeline::LinkCounts before = std::exchange(handed_out, until);
    const bool has_row = until.rows > before.rows;
    const std::uint32_t first = has_row ? until.changes_before_row : before.changes;
    return {has_row ? std::span(quantity.rows).subspan((until.rows - 1) * links_, links_)
                    : std::span<const double>(),
            std::span(quantity.changes).subspan(first, until.changes - first)};
  }

  Timeline* timeline_ = nullptr;
  std::size_t links_ = 0;
  std::size_t next_ = 0;  // entry of the timeline
  double next_time_ = 0.0;
  Timeline::Entry now_;  // the last one passed
  Timeline::Counts handed_out_;
};

}  // namespace bacelab
