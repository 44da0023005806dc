#include "core/simulation/environment.hpp"

namespace bacelab {

void Environment::reset(const Scenario& scenario) {
  sources_.clear();
  changes_.clear();
  std::size_t owner = 0;
  for (const Region& region : scenario.cluster.regions()) {
    add(region.price_seen(), Quantity::price_seen, owner);
    if (region.observed_price) add(region.price, Quantity::price_true, owner);
    if (region.capacity) add(*region.capacity, Quantity::capacity, owner);
    ++owner;
  }
  owner = 0;
  for (const Link& link : scenario.cluster.links()) {
    const bool same = !link.observed_bandwidth;
    add(link.bandwidth, same ? Quantity::bandwidth : Quantity::bandwidth_true, owner);
    if (!same) add(*link.observed_bandwidth, Quantity::bandwidth_seen, owner);
    ++owner;
  }
  heap_.reset(sources_.size());
  due_.reserve(sources_.size());
  started_ = false;
}

void Environment::advance(double limit) {
  changes_.clear();
  if (!started_) {
    started_ = true;
    for (std::size_t i = 0; i < sources_.size(); ++i) take(i);
    heap_.commit();
  }
  while (heap_.next_time() <= limit) {
    heap_.pop(due_);
    for (const std::uint32_t i : due_) take(i);
    heap_.commit();
  }
}

/// Takes the next breakpoint of a source, and looks at the one after it. Many series have only a
/// first value: they never enter the heap.
void Environment::take(std::size_t i) {
  Source& source = sources_[i];
  changes_.push_back({source.quantity, source.owner, source.series->value(source.next)});
  ++source.next;
  if (source.series->has(source.next)) heap_.add(i, source.series->time(source.next));
}

void Environment::add(const Series& series, Quantity quantity, std::size_t owner) {
  sources_.push_back({&series, 0, quantity, static_cast<std::uint32_t>(owner)});
}

}  // namespace bacelab
