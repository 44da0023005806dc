#include "mpi_runner/launch/thread_plan.hpp"

#include <catch2/catch.hpp>

namespace bacelab {
namespace {

using Shares = std::pair<int, int>;

Shares plan(Sharing wanted, int threads, std::size_t worlds, std::size_t regions) {
  const ThreadPlan result = plan_threads(wanted, threads, worlds, regions);
  return {result.worlds, result.paths};
}

}  // namespace

TEST_CASE("threads have worlds of their own as long as there are enough") {
  CHECK(plan(Sharing::automatic, 4, 4, 512) == Shares{4, 1});
  CHECK(plan(Sharing::automatic, 1, 1, 512) == Shares{1, 1});
}

TEST_CASE("threads without a world help to find the paths of a big topology") {
  CHECK(plan(Sharing::automatic, 4, 3, regions_worth_threads) == Shares{1, 4});
  CHECK(plan(Sharing::automatic, 4, 3, regions_worth_threads - 1) == Shares{4, 1});
}

TEST_CASE("what threads share can be set") {
  CHECK(plan(Sharing::paths, 4, 1000, 6) == Shares{1, 4});
  CHECK(plan(Sharing::worlds, 4, 1, 512) == Shares{4, 1});
}

TEST_CASE("a thread plan says what the threads do") {
  CHECK(text_of(ThreadPlan{1, 1}) == "1 thread");
  CHECK(text_of(ThreadPlan{3, 1}) == "3 threads, each with a world of its own");
  CHECK(text_of(ThreadPlan{1, 2}) == "2 threads, together on the paths of a world");
}

}  // namespace bacelab
