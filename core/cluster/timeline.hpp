#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "core/index.hpp"

namespace bacelab {

class Series;
struct Link;
struct Region;

/// The times at which any series of a cluster has a breakpoint, in order, and the sums over all
/// links from then on. They are the same for every run in a world, so they are worked out once, as
/// far as the longest run gets.
class Timeline {
 public:
  static constexpr double never = std::numeric_limits<double>::infinity();

  struct Entry {
    double time_s = never;
    double bandwidth = 0.0;         ///< sum over all links, added in their order, bit/s
    double bandwidth_seen = 0.0;    ///< the same as the scheduler sees it
    bool capacity_changes = false;  ///< the usable GPUs of a region have a breakpoint
  };

  /// Both tables must stay where they are.
  Timeline(const Table<RegionIndex, Region>& regions, const Table<LinkIndex, Link>& links);

  /// Entry number `i`; the first is at time 0, and `never` is the time of those after the last.
  /// Must be called with 0 first, and with at most 1 more than ever before.
  const Entry& operator[](std::size_t i) {
    if (i == entries_.size()) grow();
    return entries_[i];
  }

 private:
  enum class Quantity : std::uint8_t { price, capacity, bandwidth, bandwidth_true, bandwidth_seen };
  struct Source {
    const Series* series;
    std::size_t next;  // breakpoint
    Quantity quantity;
    LinkIndex link;
  };
  /// Sources whose next breakpoints are at the same time. Most series change on one of a few grids
  /// of time, so groups stay together, and there are few of them.
  struct Group {
    double time_s;
    std::vector<std::uint32_t> sources;
  };
  /// What has a breakpoint at one time.
  struct Changes {
    bool capacity = false;
    bool bandwidth = false;
    bool bandwidth_seen = false;
  };
  void add(const Series& series, Quantity quantity, LinkIndex link = {});
  void grow();
  Group next_group();
  Changes pass(Group& group);
  void take(Source& source, Changes& changes);
  void part(std::uint32_t source, double time_s, std::size_t first_parted);
  void insert(Group group);

  std::vector<Source> sources_;
  std::vector<Group> groups_;           // a heap, the earliest first
  Table<LinkIndex, double> bandwidth_;  // from the last entry on
  Table<LinkIndex, double> bandwidth_seen_;
  bool sees_the_truth_ = true;  // are both the same?
  std::vector<Entry> entries_;
};

}  // namespace bacelab
