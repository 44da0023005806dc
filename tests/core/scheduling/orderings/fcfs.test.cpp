#include "core/scheduling/orderings/fcfs.hpp"

#include <catch2/catch.hpp>

#include "tests/support/pending.hpp"

namespace bacelab {

TEST_CASE("first come, first served, equal arrivals by id") {
  testing::Pending pending;
  pending.job(3, 1.0, 9.0).job(5, 1.0, 1.0).job(1, 2.0, 0.5);
  const testing::MadeState state({1}, {1.0}, {});
  CHECK(pending.order(Fcfs(), state) == std::vector<std::int64_t>{3, 5, 1});
}

}  // namespace bacelab
