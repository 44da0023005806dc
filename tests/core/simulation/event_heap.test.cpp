#include "core/simulation/event_heap.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <vector>

namespace bacelab {

TEST_CASE("an empty heap has no next time") {
  EventHeap heap;
  CHECK(heap.next_time() == EventHeap::never);
  heap.reset(3);
  CHECK(heap.next_time() == EventHeap::never);
  heap.set(1, EventHeap::never);  // removing what is not there
  CHECK(heap.next_time() == EventHeap::never);
}

TEST_CASE("the earliest comes first, equal times by source") {
  EventHeap heap;
  heap.reset(4);
  heap.set(3, 2.0);
  heap.set(1, 2.0);
  heap.set(0, 5.0);
  CHECK(heap.next_source() == 1);
  heap.set(1, 7.0);
  CHECK(heap.next_source() == 3);
  heap.set(3, EventHeap::never);
  CHECK(heap.next_source() == 0);
  heap.set(1, 1.0);
  CHECK(heap.next_source() == 1);
  CHECK(heap.next_time() == 1.0);
}

TEST_CASE("reset forgets everything") {
  EventHeap heap;
  heap.reset(2);
  heap.set(0, 1.0);
  heap.reset(2);
  CHECK(heap.next_time() == EventHeap::never);
  heap.set(0, 3.0);
  CHECK(heap.next_time() == 3.0);
}

TEST_CASE("the heap behaves as a multimap from time to source") {
  rc::prop("model", [] {
    const int sources = *rc::gen::inRange(1, 20);
    const auto steps = *rc::gen::container<std::vector<std::pair<int, int>>>(
        rc::gen::pair(rc::gen::inRange(0, sources), rc::gen::inRange(0, 12)));
    EventHeap heap;
    heap.reset(static_cast<std::size_t>(sources));
    std::multimap<double, std::size_t> model;
    for (const auto& [source, time] : steps) {
      const auto i = static_cast<std::size_t>(source);
      std::erase_if(model, [i](const auto& entry) { return entry.second == i; });
      if (time > 0) model.emplace(time, i);
      heap.set(i, time > 0 ? time : EventHeap::never);
      if (model.empty()) {
        RC_ASSERT(heap.next_time() == EventHeap::never);
        continue;
      }
      const double first = model.begin()->first;
      std::set<std::size_t> at_first;
      for (auto [it, end] = model.equal_range(first); it != end; ++it) at_first.insert(it->second);
      RC_ASSERT(heap.next_time() == first);
      RC_ASSERT(heap.next_source() == *at_first.begin());
    }
    // Draining gives all that is left in order.
    while (!model.empty()) {
      const std::size_t source = heap.next_source();
      RC_ASSERT(heap.next_time() == model.begin()->first);
      std::erase_if(model, [&](const auto& entry) { return entry.second == source; });
      heap.set(source, EventHeap::never);
    }
    RC_ASSERT(heap.next_time() == EventHeap::never);
  });
}

}  // namespace bacelab
