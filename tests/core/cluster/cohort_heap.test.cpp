#include "core/cluster/cohort_heap.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <vector>

namespace bacelab {
namespace {

using Sources = std::vector<std::uint32_t>;

Sources popped(CohortHeap& heap) {
  Sources sources = {99};  // what was there before is forgotten
  heap.pop(sources);
  return sources;
}

}  // namespace

TEST_CASE("cohorts: an empty heap has no next time") {
  CohortHeap heap;
  CHECK(heap.next_time() == CohortHeap::never);
  heap.reset(3);
  CHECK(heap.next_time() == CohortHeap::never);
  heap.add(1, 2.0);
  heap.commit();
  CHECK(heap.next_time() == 2.0);
  heap.reset(3);
  CHECK(heap.next_time() == CohortHeap::never);
}

TEST_CASE("cohorts: all sources of the earliest time come together, in ascending order") {
  CohortHeap heap;
  heap.reset(6);
  for (const std::size_t i : {0U, 2U, 5U}) heap.add(i, 4.0);
  heap.commit();
  for (const std::size_t i : {1U, 3U}) heap.add(i, 4.0);  // another cohort, at the same time
  heap.add(4, 1.0);
  heap.commit();
  CHECK(heap.next_time() == 1.0);
  CHECK(popped(heap) == Sources{4});
  heap.add(4, CohortHeap::never);
  heap.commit();
  CHECK(heap.next_time() == 4.0);
  CHECK(popped(heap) == Sources{0, 1, 2, 3, 5});
  CHECK(heap.next_time() == CohortHeap::never);
}

TEST_CASE("cohorts: more times in a turn than are kept in sight") {
  CohortHeap heap;
  heap.reset(14);
  for (std::size_t i = 0; i < 14; ++i) heap.add(i, static_cast<double>(i % 7));
  heap.commit();
  for (std::uint32_t i = 0; i < 7; ++i) CHECK(popped(heap) == Sources{i, i + 7});
}

TEST_CASE("the heap of cohorts behaves as a map from time to a set of sources") {
  rc::prop("model", [] {
    const auto count = *rc::gen::inRange<std::uint32_t>(1, 30);
    // How far each source's next time lies ahead, again and again; 0: it has none.
    const auto periods = *rc::gen::container<std::vector<int>>(count, rc::gen::inRange(0, 6));
    CohortHeap heap;
    heap.reset(count);
    std::map<double, std::set<std::uint32_t>> model;
    double now = 0.0;
    const auto add = [&](std::uint32_t i) {
      if (periods[i] == 0) return;
      const double time = now + periods[i];
      heap.add(i, time);
      model[time].insert(i);
    };
    for (std::uint32_t i = 0; i < count; ++i) add(i);
    heap.commit();
    for (int turn = 0; turn < 40 && !model.empty(); ++turn) {
      now = model.begin()->first;
      RC_ASSERT(heap.next_time() == now);
      const Sources sources = popped(heap);
      const auto& expected = model.begin()->second;
      RC_ASSERT(sources == Sources(expected.begin(), expected.end()));
      model.erase(model.begin());
      for (const std::uint32_t i : sources) add(i);
      heap.commit();
    }
    RC_ASSERT(heap.next_time() == (model.empty() ? CohortHeap::never : model.begin()->first));
  });
}

}  // namespace bacelab
