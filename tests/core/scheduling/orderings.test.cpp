#include "core/scheduling/orderings.hpp"

#include <catch2/catch.hpp>
#include <vector>

#include "tests/support/pending.hpp"

namespace bacelab {

TEST_CASE("positions go by ascending score, equal scores by position") {
  const std::vector<double> scores = {2.0, -1.0, 2.0, 0.0, -1.0};
  std::vector<std::uint32_t> positions = {9, 9};
  sort_by_score(scores, positions);
  CHECK(positions == std::vector<std::uint32_t>{1, 4, 3, 0, 2});
  sort_by_score({}, positions);
  CHECK(positions.empty());
}

namespace {

using namespace testing;

/// I = 1, 1/2, 1/4; D = 1/4, 1/2, 1.
Pending three_jobs() {
  Pending pending;
  pending.job(0, 0.0, 80.0, 2.0).job(1, 0.0, 40.0, 4.0).job(2, 0.0, 20.0, 8.0);
  return pending;
}

/// One link of 16 bit/s with that demand.
std::unique_ptr<MadeState> demanded(double demand) {
  return std::make_unique<MadeState>(std::vector<int>{1, 1}, std::vector<double>{1.0, 1.0},
                                     std::vector<StateLink>{{0, 1, 16.0, demand}});
}

using Scores = std::vector<double>;
using Ids = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("on an idle network the short job has priority") {
  // alpha = 0: 1 - I = 0, 1/2, 3/4.
  CHECK(three_jobs().scores(BacePriority(), *demanded(0.0)) == Scores{-0.0, -0.5, -0.75});
  CHECK(three_jobs().order(BacePriority(), *demanded(0.0)) == Ids{2, 1, 0});
}

TEST_CASE("on a congested network the job with little traffic has priority") {
  // alpha = 1, also when more is demanded than there is: 1 - D = 3/4, 1/2, 0.
  for (const double demand : {16.0, 40.0}) {
    CHECK(three_jobs().scores(BacePriority(), *demanded(demand)) == Scores{-0.75, -0.5, -0.0});
    CHECK(three_jobs().order(BacePriority(), *demanded(demand)) == Ids{0, 1, 2});
  }
}

TEST_CASE("in between both count by the utilisation") {
  // alpha = 1/4: 3/4 (0, 1/2, 3/4) + 1/4 (3/4, 1/2, 0) = 3/16, 8/16, 9/16.
  CHECK(three_jobs().scores(BacePriority(), *demanded(4.0)) == Scores{-0.1875, -0.5, -0.5625});
  // alpha = 1/2: 6/16, 8/16, 6/16: the middle one, then the tie by arrival and id.
  CHECK(three_jobs().scores(BacePriority(), *demanded(8.0)) == Scores{-0.375, -0.5, -0.375});
  CHECK(three_jobs().order(BacePriority(), *demanded(8.0)) == Ids{1, 0, 2});
}

TEST_CASE("demands without any capacity are full utilisation") {
  const MadeState dead({1, 1}, {1.0, 1.0}, {{0, 1, 0.0, 1.0}});
  CHECK(three_jobs().order(BacePriority(), dead) == Ids{0, 1, 2});
}

TEST_CASE("utilisation is over all links together") {
  // (4 + 0) / (8 + 8) = 1/4.
  const MadeState two({1, 1, 1}, {1.0, 1.0, 1.0}, {{0, 1, 8.0, 4.0}, {1, 2, 8.0, 0.0}});
  CHECK(three_jobs().scores(BacePriority(), two) == Scores{-0.1875, -0.5, -0.5625});
}

TEST_CASE("a job that waits alone has a score too") {
  Pending one;
  one.job(7, 0.0, 5.0);
  CHECK(one.scores(BacePriority(), *demanded(4.0)) == Scores{-0.0});
}

TEST_CASE("first come, first served, equal arrivals by id") {
  testing::Pending pending;
  pending.job(3, 1.0, 9.0).job(5, 1.0, 1.0).job(1, 2.0, 0.5);
  const testing::MadeState state({1}, {1.0}, {});
  CHECK(pending.order(Fcfs(), state) == std::vector<std::int64_t>{3, 5, 1});
}

TEST_CASE("the shortest job first, equal ones by arrival, then id") {
  testing::Pending pending;
  pending.job(3, 1.0, 9.0).job(5, 1.0, 4.0).job(7, 1.0, 4.0).job(1, 2.0, 4.0).job(2, 3.0, 0.5);
  const testing::MadeState state({1}, {1.0}, {});
  CHECK(pending.order(Sjf(), state) == std::vector<std::int64_t>{2, 5, 7, 1, 3});
}

}  // namespace bacelab
