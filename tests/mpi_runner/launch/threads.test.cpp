#include "mpi_runner/launch/threads.hpp"

#include <sched.h>

#include <catch2/catch.hpp>
#include <thread>

namespace bacelab {
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

TEST_CASE("threads: a rank that was given cores of its own uses them all", "[launch]") {
  if (std::thread::hardware_concurrency() < 2) return;
  const OneCore pinned;
  CHECK(default_threads(1) == 1);
  CHECK(default_threads(4) == 1);
}

}  // namespace bacelab
