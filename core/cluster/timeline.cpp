#include "core/cluster/timeline.hpp"

#include <numeric>

#include "core/cluster/cluster.hpp"

namespace bacelab {
namespace {

double sum(const Table<LinkIndex, double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

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
  heap_.reset(sources_.size());
  due_.resize(sources_.size());
  std::iota(due_.begin(), due_.end(), 0U);
}

void Timeline::add(const Series& series, Quantity quantity, LinkIndex link) {
  sources_.push_back({&series, 0, quantity, link});
}

void Timeline::grow() {
  Entry entry;
  if (entries_.empty()) {
    entry.time_s = 0.0;  // all sources are due
  } else {
    entry = entries_.back();
    entry.time_s = heap_.next_time();
    if (entry.time_s != never) heap_.pop(due_);
  }
  if (entry.time_s != never) {
    Changes changes;
    for (const std::uint32_t source : due_) take(source, changes);
    heap_.commit();
    entry.capacity_changes = changes.capacity;
    if (changes.bandwidth) entry.bandwidth = sum(bandwidth_);
    if (changes.bandwidth_seen) entry.bandwidth_seen = sum(bandwidth_seen_);
    if (sees_the_truth_) entry.bandwidth_seen = entry.bandwidth;
  }
  entries_.push_back(entry);
}

/// Takes the next breakpoint of a source, and looks at the one after it. Many series have only a
/// first value: they never enter the heap.
void Timeline::take(std::size_t i, Changes& changes) {
  Source& source = sources_[i];
  const double value = source.series->value(source.next);
  ++source.next;
  if (source.series->has(source.next)) heap_.add(i, source.series->time(source.next));
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
