#include "core/scheduling/orderings/sjf.hpp"

#include <catch2/catch.hpp>

#include "tests/support/pending.hpp"

namespace bacelab {

TEST_CASE("the shortest job first, equal ones by arrival, then id") {
  testing::Pending pending;
  pending.job(3, 1.0, 9.0).job(5, 1.0, 4.0).job(7, 1.0, 4.0).job(1, 2.0, 4.0).job(2, 3.0, 0.5);
  const testing::MadeState state({1}, {1.0}, {});
  CHECK(pending.order(Sjf(), state) == std::vector<std::int64_t>{2, 5, 7, 1, 3});
}

}  // namespace bacelab
