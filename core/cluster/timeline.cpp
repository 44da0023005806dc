#include "core/cluster/timeline.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "core/cluster/cluster.hpp"

namespace bacelab {
namespace {

double sum(const Table<LinkIndex, double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

constexpr auto comes_later = [](const auto& x, const auto& y) { return x.time_s > y.time_s; };

}  // namespace

Timeline::Timeline(const Table<RegionIndex, Region>& regions, const Table<LinkIndex, Link>& links)
    : bandwidth_(links.size()) {
  for (const Region& region : regions) {
    add(region.price_seen(), Quantity::price);
    if (region.observed_price) add(region.price, Quantity::price);
    if (region.capacity) add(*region.capacity, Quantity::capacity);
  }
  for (LinkIndex link; link < links.end_index(); ++link) {
    const auto& observed = links[link].observed_bandwidth;
    add(links[link].bandwidth, observed ? Quantity::bandwidth_true : Quantity::bandwidth, link);
    if (observed) add(*observed, Quantity::bandwidth_seen, link);
    if (observed) sees_the_truth_ = false;
  }
  if (!sees_the_truth_) bandwidth_seen_.assign(links.size(), 0.0);
  Group all = {0.0, std::vector<std::uint32_t>(sources_.size())};
  std::iota(all.sources.begin(), all.sources.end(), 0U);
  groups_.push_back(std::move(all));
}

void Timeline::add(const Series& series, Quantity quantity, LinkIndex link) {
  sources_.push_back({&series, 0, quantity, link});
}

void Timeline::grow() {
  Entry entry = entries_.empty() ? Entry{} : entries_.back();
  entry.time_s = groups_.empty() ? never : groups_.front().time_s;
  if (entry.time_s != never) {
    Group group = next_group();
    const Changes changes = pass(group);
    entry.capacity_changes = changes.capacity;
    if (changes.bandwidth) entry.bandwidth = sum(bandwidth_);
    if (changes.bandwidth_seen) entry.bandwidth_seen = sum(bandwidth_seen_);
    if (sees_the_truth_) entry.bandwidth_seen = entry.bandwidth;
    if (group.time_s != never) insert(std::move(group));
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

/// Takes the breakpoints of a group, which then has those that go on together with its first, at
/// their next time; the others are in new groups. Many series have only a first value: they end.
Timeline::Changes Timeline::pass(Group& group) {
  Changes changes;
  const std::size_t first_parted = groups_.size();
  std::size_t kept = 0;
  group.time_s = never;
  for (const std::uint32_t i : group.sources) {
    Source& source = sources_[i];
    take(source, changes);
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
  return changes;
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

void Timeline::take(Source& source, Changes& changes) {
  const double value = source.series->value(source.next);
  ++source.next;
  switch (source.quantity) {
    case Quantity::price:
      return;
    case Quantity::capacity:
      changes.capacity = true;
      return;
    case Quantity::bandwidth:
    case Quantity::bandwidth_true:
      bandwidth_[source.link] = value;
      changes.bandwidth = true;
      if (source.quantity == Quantity::bandwidth_true || sees_the_truth_) return;
      [[fallthrough]];
    case Quantity::bandwidth_seen:
      bandwidth_seen_[source.link] = value;
      changes.bandwidth_seen = true;
      return;
  }
}

}  // namespace bacelab
