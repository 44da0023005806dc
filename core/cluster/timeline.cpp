#include "core/cluster/timeline.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "core/cluster/cluster.hpp"
#include "core/contract.hpp"

namespace bacelab {
namespace {

double sum(const Table<LinkIndex, double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

std::uint32_t count(std::size_t things) {
  BACELAB_EXPECTS(things <= std::numeric_limits<std::uint32_t>::max());
  return static_cast<std::uint32_t>(things);
}

/// Counts the changes of one more time, after which the links have the values `now`. If all links
/// changed, their changes become a row. Returns whether any did.
bool bring_up(Timeline::LinkCounts& counts, Timeline::OfLinks& quantity,
              const Table<LinkIndex, double>& now) {
  const std::size_t changed = quantity.changes.size() - counts.changes;
  if (changed == 0) return false;
  if (changed == now.size()) {
    quantity.changes.resize(counts.changes);
    quantity.rows.insert(quantity.rows.end(), now.begin(), now.end());
    ++counts.rows;
    counts.changes_before_row = counts.changes;
  } else {
    counts.changes = count(quantity.changes.size());
  }
  return true;
}

constexpr auto comes_later = [](const auto& x, const auto& y) { return x.time_s > y.time_s; };

}  // namespace

Timeline::Timeline(const Table<RegionIndex, Region>& regions, const Table<LinkIndex, Link>& links)
    : bandwidth_(links.size()) {
  sources_.reserve(regions.size() + links.size());
  for (RegionIndex r; r < regions.end_index(); ++r) {
    const Region& region = regions[r];
    add(region.price_seen(), Quantity::price_seen, r.value());
    if (region.observed_price) add(region.price, Quantity::price_true, r.value());
    if (region.capacity) add(*region.capacity, Quantity::capacity, r.value());
  }
  sees_the_truth_ = std::none_of(links.begin(), links.end(), [](const Link& link) {
    return link.observed_bandwidth.has_value();
  });
  for (LinkIndex l; l < links.end_index(); ++l) {
    add(links[l].bandwidth, Quantity::bandwidth, l.value());
    if (!sees_the_truth_) add(links[l].bandwidth_seen(), Quantity::bandwidth_seen, l.value());
  }
  if (!sees_the_truth_) bandwidth_seen_.assign(links.size(), 0.0);
  prices_seen_.reserve(regions.size());
  Group all = {0.0, std::vector<std::uint32_t>(sources_.size())};
  std::iota(all.sources.begin(), all.sources.end(), 0U);
  groups_.push_back(std::move(all));
}

void Timeline::add(const Series& series, Quantity quantity, std::size_t of) {
  sources_.push_back({&series, 0, static_cast<std::uint32_t>(of), quantity});
}

void Timeline::grow() {
  Entry entry = entries_.empty() ? Entry{} : entries_.back();
  entry.time_s = groups_.empty() ? never : groups_.front().time_s;
  if (entry.time_s != never) {
    Group group = next_group();
    pass(group);
    if (group.time_s != never) insert(std::move(group));
    Counts& until = entry.until;
    until.prices_seen = count(prices_seen_.size());
    until.capacities = count(capacities_.size());
    if (bring_up(until.bandwidths, bandwidths_, bandwidth_)) entry.bandwidth = sum(bandwidth_);
    if (sees_the_truth_) {
      until.bandwidths_seen = until.bandwidths;
      entry.bandwidth_seen = entry.bandwidth;
    } else if (bring_up(until.bandwidths_seen, bandwidths_seen_, bandwidth_seen_)) {
      entry.bandwidth_seen = sum(bandwidth_seen_);
    }
  }
  entries_.push_back(entry);
}

/// Removes all sources of the earliest time, as one group.
Timeline::Group Timeline::next_group() {
  std::pop_heap(groups_.begin(), groups_.end(), comes_later);
  Group group = std::move(groups_.back());
  groups_.pop_back();
  while (!groups_.empty() && groups_.front().time_s == group.time_s) {
    std::pop_heap(groups_.begin(), groups_.end(), comes_later);
    const auto& others = groups_.back().sources;
    group.sources.insert(group.sources.end(), others.begin(), others.end());
    groups_.pop_back();
  }
  return group;
}

/// A value from the last entry on.
inline void Timeline::note(const Source& source, double value) {
  switch (source.quantity) {
    case Quantity::price_true:
      return;
    case Quantity::price_seen:
      prices_seen_.push_back({RegionIndex(source.of), value});
      return;
    case Quantity::capacity:
      capacities_.push_back({RegionIndex(source.of), value});
      return;
    case Quantity::bandwidth:
      bandwidth_[LinkIndex(source.of)] = value;
      bandwidths_.changes.push_back({LinkIndex(source.of), value});
      return;
    case Quantity::bandwidth_seen:
      bandwidth_seen_[LinkIndex(source.of)] = value;
      bandwidths_seen_.changes.push_back({LinkIndex(source.of), value});
      return;
  }
}

/// Takes the breakpoints of a group, which then has those that go on together with its first, at
/// their next time; the others are in new groups. Many series have only a first value: they end.
void Timeline::pass(Group& group) {
  const std::size_t first_parted = groups_.size();
  std::size_t kept = 0;
  group.time_s = never;
  for (const std::uint32_t i : group.sources) {
    Source& source = sources_[i];
    note(source, source.series->value(source.next));
    ++source.next;
    if (!source.series->has(source.next)) continue;
    const double time_s = source.series->time(source.next);
    if (kept == 0) group.time_s = time_s;
    if (time_s == group.time_s) {
      group.sources[kept++] = i;
    } else {
      part(i, time_s, first_parted);
    }
  }
  group.sources.resize(kept);
  for (std::size_t end = first_parted; end < groups_.size(); ++end) {
    std::push_heap(groups_.begin(), groups_.begin() + static_cast<std::ptrdiff_t>(end) + 1,
                   comes_later);
  }
}

/// Puts a source into a new group, or one of the latest of those from `first_parted` on.
void Timeline::part(std::uint32_t source, double time_s, std::size_t first_parted) {
  constexpr std::size_t tried = 4;
  const std::size_t first =
      std::max(first_parted, groups_.size() - std::min(groups_.size(), tried));
  for (std::size_t g = groups_.size(); g > first; --g) {
    if (groups_[g - 1].time_s != time_s) continue;
    groups_[g - 1].sources.push_back(source);
    return;
  }
  groups_.push_back({time_s, {source}});
}

void Timeline::insert(Group group) {
  groups_.push_back(std::move(group));
  std::push_heap(groups_.begin(), groups_.end(), comes_later);
}

}  // namespace bacelab
