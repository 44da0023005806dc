#include "core/simulation/event_heap.hpp"

namespace bacelab {

void EventHeap::reset(std::size_t sources) {
  heap_.clear();
  heap_.reserve(sources);
  position_.assign(sources, absent);
}

void EventHeap::set(std::size_t source, double time) {
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

void EventHeap::put(std::size_t position, const Event& event) {
  heap_[position] = event;
  position_[event.source] = static_cast<std::uint32_t>(position);
}

void EventHeap::rise(std::size_t position, const Event& event) {
  while (position > 0) {
    const std::size_t parent = (position - 1) / 2;
    if (!earlier(event, heap_[parent])) break;
    put(position, heap_[parent]);
    position = parent;
  }
  put(position, event);
}

void EventHeap::sink(std::size_t position, const Event& event) {
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

void EventHeap::remove(std::size_t position) {
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
