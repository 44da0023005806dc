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

/// The times at which any series of a cluster has a breakpoint, in order, with the new values and
/// the sums over all links from then on. They are the same for every run in a world, so they are
/// worked out once, as far as the longest run gets.
class Timeline {
 public:
  static constexpr double never = std::numeric_limits<double>::infinity();

  /// A breakpoint of one series: the value of a region or a link from then on.
  template <class I>
  struct Change {
    I of;
    double value;
    bool operator==(const Change&) const = default;
  };
  using RegionChange = Change<RegionIndex>;
  using LinkChange = Change<LinkIndex>;

  /// A quantity of all links. Where all of them change at one time there is a row with the values
  /// of all, otherwise there are single changes.
  struct OfLinks {
    std::vector<double> rows;         ///< row after row, each by link
    std::vector<LinkChange> changes;  ///< in order of time
  };
  /// How many of them there are up to a time.
  struct LinkCounts {
    std::uint32_t rows = 0;
    std::uint32_t changes = 0;
    std::uint32_t changes_before_row = 0;  ///< before the last of the rows
  };
  struct Counts {
    std::uint32_t prices_seen = 0;
    std::uint32_t capacities = 0;
    LinkCounts bandwidths;
    LinkCounts bandwidths_seen;
  };

  struct Entry {
    double time_s = never;
    double bandwidth = 0.0;       ///< sum over all links, added in their order, bit/s
    double bandwidth_seen = 0.0;  ///< the same as the scheduler sees it
    Counts until;                 ///< what changed up to this time
  };

  /// Both tables must stay where they are.
  Timeline(const Table<RegionIndex, Region>& regions, const Table<LinkIndex, Link>& links);

  /// Entry number `i`; the first is at time 0, and `never` is the time of those after the last.
  /// Must be called with 0 first, and with at most 1 more than ever before.
  const Entry& operator[](std::size_t i) {
    if (i == entries_.size()) grow();
    return entries_[i];
  }

  // What changed at the entries so far.

  /// USD/kWh, as the scheduler sees it.
  [[nodiscard]] const std::vector<RegionChange>& prices_seen() const { return prices_seen_; }
  /// Usable GPUs of the regions whose capacity is a series.
  [[nodiscard]] const std::vector<RegionChange>& capacities() const { return capacities_; }
  /// Bit/s.
  [[nodiscard]] const OfLinks& bandwidths() const { return bandwidths_; }
  /// Bit/s, as the scheduler sees it.
  [[nodiscard]] const OfLinks& bandwidths_seen() const {
    return sees_the_truth_ ? bandwidths_ : bandwidths_seen_;
  }

 private:
  /// What a series is of. Nobody asks for the value of a price that the scheduler does not see, but
  /// its breakpoints are times too.
  enum class Quantity : std::uint8_t {
    price_true,
    price_seen,
    capacity,
    bandwidth,
    bandwidth_seen
  };
  struct Source {
    const Series* series;
    std::uint32_t next;  // breakpoint
    std::uint32_t of;    // region or link
    Quantity quantity;
  };
  /// Sources whose next breakpoints are at the same time. Most series change on one of a few grids
  /// of time, so groups stay together, and there are few of them.
  struct Group {
    double time_s;
    std::vector<std::uint32_t> sources;
  };
  void add(const Series& series, Quantity quantity, std::size_t of);
  void grow();
  Group next_group();
  void pass(Group& group);
  void note(const Source& source, double value);
  void part(std::uint32_t source, double time_s, std::size_t first_parted);
  void insert(Group group);

  std::vector<Source> sources_;
  std::vector<Group> groups_;           // a heap, the earliest first
  Table<LinkIndex, double> bandwidth_;  // from the last entry on
  Table<LinkIndex, double> bandwidth_seen_;
  bool sees_the_truth_ = true;  // are both the same?
  std::vector<Entry> entries_;
  std::vector<RegionChange> prices_seen_;
  std::vector<RegionChange> capacities_;
  OfLinks bandwidths_;
  OfLinks bandwidths_seen_;
};

}  // namespace bacelab
