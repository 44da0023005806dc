#include "mpi_runner/launch/threads.hpp"

#include <sched.h>

#include <catch2/catch.hpp>
#include <thread>

namespace bacelab {
namespace {

using Shares = std::pair<int, int>;

Shares plan(Sharing wanted, int threads, std::size_t worlds, std::size_t regions) {
  const ThreadPlan result = plan_threads(wanted, threads, worlds, regions);
  return {result.worlds, result.paths};
}

}  // namespace

TEST_CASE("threads: as many as there can be are started and ended", "[launch]") {
  CHECK_NOTHROW(require_threads(0));
  CHECK_NOTHROW(require_threads(5));
}

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
  CHECK(text_of(ThreadPlan{3, 1}) == "3 threads, each with its own world");
  CHECK(text_of(ThreadPlan{1, 2}) == "2 threads that search the paths of one world together");
}

namespace {

/// Pins this thread to one of its cores and gives it the others back at the end.
class OneCore {
 public:
  OneCore() {
    sched_getaffinity(0, sizeof before_, &before_);
    int core = 0;
    while (!CPU_ISSET(core, &before_)) ++core;
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(core, &one);
    sched_setaffinity(0, sizeof one, &one);
  }
  OneCore(const OneCore&) = delete;
  OneCore& operator=(const OneCore&) = delete;
  ~OneCore() { sched_setaffinity(0, sizeof before_, &before_); }

 private:
  cpu_set_t before_;
};

}  // namespace

TEST_CASE("threads: the cores of the affinity mask", "[launch]") {
  CHECK(usable_cores() >= 1);
  const OneCore pinned;
  CHECK(usable_cores() == 1);
}

TEST_CASE("threads: ranks that may use all cores share them", "[launch]") {
  const int all = static_cast<int>(std::thread::hardware_concurrency());
  if (usable_cores() < all) return;  // this test itself was pinned
  CHECK(default_threads(1) == all);
  CHECK(default_threads(2) == std::max(1, all / 2));
  CHECK(default_threads(1000000) == 1);
}

TEST_CASE("threads: a rank that was given its own cores uses them all", "[launch]") {
  if (std::thread::hardware_concurrency() < 2) return;
  const OneCore pinned;
  CHECK(default_threads(1) == 1);
  CHECK(default_threads(4) == 1);
}

}  // namespace bacelab
