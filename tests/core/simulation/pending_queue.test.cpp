#include "core/simulation/pending_queue.hpp"

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>
#include <cstdint>
#include <vector>

#include "tests/support/draws.hpp"

namespace bacelab {

TEST_CASE("a pending queue keeps the order of arrival, whoever leaves") {
  rc::prop("as a plain list", [] {
    testing::Draws draws(*rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>()));
    PendingQueue queue;
    std::vector<std::int64_t> expected;
    for (std::int64_t id = 0; id < 200; ++id) {
      queue.push_back({.job = {}, .model = {}, .id = id});
      expected.push_back(id);
      while (!expected.empty() && draws.chance(0.48)) {
        const int most = static_cast<int>(expected.size());
        const int position = draws.chance(0.5) ? 0 : draws.below(most);
        queue.erase(static_cast<std::size_t>(position));
        expected.erase(expected.begin() + position);
      }
      RC_ASSERT(queue.size() == expected.size());
      RC_ASSERT(queue.empty() == expected.empty());
      for (std::size_t i = 0; i < expected.size(); ++i) {
        RC_ASSERT(queue.jobs()[i].id == expected[i]);
      }
    }
  });
}

TEST_CASE("a queue served from its front needs no more room than its longest length") {
  PendingQueue queue;
  for (std::int64_t id = 0; id < 10'000; ++id) {
    queue.push_back({.job = {}, .model = {}, .id = id});
    if (queue.size() > 8) queue.erase(0);
  }
  CHECK(queue.jobs().front().id == 9'992);
  CHECK(queue.capacity() <= 64);
}

}  // namespace bacelab
