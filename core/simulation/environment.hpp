#pragma once

#include <cstddef>
#include <vector>

#include "core/cluster/cluster.hpp"
#include "core/contract.hpp"
#include "core/index.hpp"

namespace bacelab {

/// A run's place in the series of its cluster. It moves on by the cluster's timeline; the value of
/// a series is looked up when somebody asks for it.
class Environment {
 public:
  /// Starts before time 0, the time of the first breakpoint. The cluster must outlive its use.
  void reset(const Cluster& cluster);

  /// Time of the next breakpoint of any series; Timeline::never after the last.
  [[nodiscard]] double next_time() const { return next_time_; }

  /// Passes all breakpoints up to time `limit`. Returns whether one of a capacity was among them.
  bool advance(double limit);

  // Present values; advance() must have passed time 0.

  /// USD/kWh, as the scheduler sees it.
  double price_seen(RegionIndex region) { return value(price_seen_[region]); }
  /// Usable GPUs of a region whose capacity is a series.
  double capacity(RegionIndex region) { return value(capacity_[region]); }
  /// Bit/s.
  double bandwidth(LinkIndex link) { return value(bandwidth_[link]); }
  /// Bit/s, as the scheduler sees it.
  double bandwidth_seen(LinkIndex link) {
    return value(sees_the_truth_ ? bandwidth_[link] : bandwidth_seen_[link]);
  }
  /// The regions whose price, and the links whose bandwidth, as the scheduler sees them, may ever
  /// have another value than the first.
  [[nodiscard]] const std::vector<RegionIndex>& moving_prices() const { return moving_prices_; }
  [[nodiscard]] const std::vector<LinkIndex>& moving_links() const { return moving_links_; }
  /// Sums over all links, bit/s.
  [[nodiscard]] double total_bandwidth() const { return total_bandwidth_; }
  [[nodiscard]] double total_bandwidth_seen() const { return total_bandwidth_seen_; }

 private:
  /// A place in a series.
  struct Cursor {
    const Series* series = nullptr;
    std::size_t next = 0;
    double next_time = 0.0;
    double value = 0.0;
  };
  double value(Cursor& cursor) const {
    if (cursor.next_time <= limit_) move_on(cursor);
    return cursor.value;
  }
  void move_on(Cursor& cursor) const;

  Timeline* timeline_ = nullptr;
  std::size_t next_ = 0;  // entry of the timeline
  double next_time_ = 0.0;
  double limit_ = 0.0;  // all breakpoints up to here have been passed
  double total_bandwidth_ = 0.0;
  double total_bandwidth_seen_ = 0.0;
  bool sees_the_truth_ = true;  // of all links
  Table<RegionIndex, Cursor> price_seen_;
  Table<RegionIndex, Cursor> capacity_;
  Table<LinkIndex, Cursor> bandwidth_;
  Table<LinkIndex, Cursor> bandwidth_seen_;
  std::vector<RegionIndex> moving_prices_;
  std::vector<LinkIndex> moving_links_;
};

// Called for every moving series at every pass: defined here so that it can be inlined.
inline void Environment::move_on(Cursor& cursor) const {
  BACELAB_EXPECTS(cursor.series != nullptr);
  const Series& series = *cursor.series;
  cursor.next = series.first_after(cursor.next, limit_);
  BACELAB_EXPECTS(cursor.next > 0);
  cursor.value = series.value(cursor.next - 1);
  cursor.next_time = series.has(cursor.next) ? series.time(cursor.next) : Timeline::never;
}

}  // namespace bacelab
