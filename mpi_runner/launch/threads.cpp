#include "mpi_runner/launch/threads.hpp"

#include <fmt/format.h>
#include <sched.h>

#include <algorithm>
#include <future>
#include <thread>
#include <vector>

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
  // Fewer cores than the machine has: the launcher gave this rank its own cores.
  return cores < all ? cores : std::max(1, cores / ranks_on_host);
}

int default_threads(const StudyFile& file, int ranks_on_host) {
  return file.at(0).has_policies_for_one_thread ? 1 : default_threads(ranks_on_host);
}

ThreadPlan plan_threads(Sharing wanted, int threads, std::size_t worlds, std::size_t regions) {
  const bool idle_threads = worlds < static_cast<std::size_t>(threads);
  const bool share_paths =
      wanted == Sharing::paths ||
      (wanted == Sharing::automatic && idle_threads && regions >= regions_worth_threads);
  return share_paths ? ThreadPlan{1, threads} : ThreadPlan{threads, 1};
}

ThreadPlan plan_threads(Sharing wanted, int threads, const StudyFile& file, int ranks) {
  const auto parts = static_cast<std::size_t>(ranks);
  return plan_threads(wanted, threads, (file.box().worlds() + parts - 1) / parts,
                      file.at(0).world.regions.regions.size());
}

void require_threads(int count) {
  // They wait until the promise is given up at the end, also by an exception, and are joined then.
  std::vector<std::jthread> threads;
  std::promise<void> end;
  const std::shared_future<void> ended = end.get_future().share();
  for (int i = 0; i < count; ++i) threads.emplace_back([ended] { ended.wait(); });
}

std::string text_of(const ThreadPlan& plan) {
  if (plan.paths > 1)
    return fmt::format("{} threads that search the paths of one world together", plan.paths);
  if (plan.worlds > 1) return fmt::format("{} threads, each with its own world", plan.worlds);
  return "1 thread";
}

}  // namespace bacelab
