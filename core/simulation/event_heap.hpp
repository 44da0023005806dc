#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "core/contract.hpp"

namespace bacelab {

/// The next time of each of a fixed number of event sources, ordered by time, then source. Setting,
/// moving and removing cost the logarithm of the number of sources with a time; nothing is
/// allocated after reset().
class EventHeap {
 public:
  static constexpr double never = std::numeric_limits<double>::infinity();

  /// No source has a time.
  void reset(std::size_t sources);

  /// Time of the earliest event; `never` if there is none.
  [[nodiscard]] double next_time() const { return heap_.empty() ? never : heap_.front().time; }
  /// Source of the earliest event; there must be one.
  [[nodiscard]] std::size_t next_source() const {
    BACELAB_EXPECTS(!heap_.empty());
    return heap_.front().source;
  }

  /// Sets the time of a source; `never` removes it.
  void set(std::size_t source, double time);

 private:
  struct Event {
    double time;
    std::uint32_t source;
  };
  static constexpr std::uint32_t absent = std::numeric_limits<std::uint32_t>::max();

  static bool earlier(const Event& x, const Event& y) {
    return x.time != y.time ? x.time < y.time : x.source < y.source;
  }
  void put(std::size_t position, const Event& event);
  void rise(std::size_t position, const Event& event);
  void sink(std::size_t position, const Event& event);
  void remove(std::size_t position);

  std::vector<Event> heap_;
  std::vector<std::uint32_t> position_;  // of each source in heap_, or absent
};

// The event loop spends its time here: defined here so that it can be inlined.

inline void EventHeap::reset(std::size_t sources) {
  heap_.clear();
  heap_.reserve(sources);
  position_.assign(sources, absent);
}

inline void EventHeap::set(std::size_t source, double time) {
  BACELAB_EXPECTS(source < position_.size());
  BACELAB_EXPECTS(time == time);  // a NaN has no place in an order
  const Event event = {time, static_cast<std::uint32_t>(source)};
  const std::uint32_t position = position_[source];
  if (time == never) {
    if (position != absent) remove(position);
  } else if (position == absent) {
    heap_.push_back(event);
    rise(heap_.size() - 1, event);
  } else if (earlier(event, heap_[position])) {
    rise(position, event);
  } else {
    sink(position, event);
  }
}

inline void EventHeap::put(std::size_t position, const Event& event) {
  heap_[position] = event;
  position_[event.source] = static_cast<std::uint32_t>(position);
}

inline void EventHeap::rise(std::size_t position, const Event& event) {
  while (position > 0) {
    const std::size_t parent = (position - 1) / 2;
    if (!earlier(event, heap_[parent])) break;
    put(position, heap_[parent]);
    position = parent;
  }
  put(position, event);
}

inline void EventHeap::sink(std::size_t position, const Event& event) {
  for (;;) {
    std::size_t child = 2 * position + 1;
    if (child >= heap_.size()) break;
    if (child + 1 < heap_.size() && earlier(heap_[child + 1], heap_[child])) ++child;
    if (!earlier(heap_[child], event)) break;
    put(position, heap_[child]);
    position = child;
  }
  put(position, event);
}

inline void EventHeap::remove(std::size_t position) {
  position_[heap_[position].source] = absent;
  const Event last = heap_.back();
  heap_.pop_back();
  if (position == heap_.size()) return;
  if (position > 0 && earlier(last, heap_[(position - 1) / 2])) {
    rise(position, last);
  } else {
    sink(position, last);
  }
}

}  // namespace bacelab
