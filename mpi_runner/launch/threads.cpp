#include "mpi_runner/launch/threads.hpp"

#include <sched.h>

#include <algorithm>
#include <thread>

namespace bacelab {

int usable_cores() {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof set, &set) != 0) {
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  }
  return CPU_COUNT(&set);
}

int default_threads(int ranks_on_host) {
  const int cores = usable_cores();
  const int all = static_cast<int>(std::thread::hardware_concurrency());
  // Fewer cores than the machine has: the launcher gave this rank cores of its own.
  return cores < all ? cores : std::max(1, cores / ranks_on_host);
}

}  // namespace bacelab
