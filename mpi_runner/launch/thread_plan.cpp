#include "mpi_runner/launch/thread_plan.hpp"

#include <fmt/format.h>

namespace bacelab {

ThreadPlan plan_threads(Sharing wanted, int threads, std::size_t worlds, std::size_t regions) {
  const bool idle_threads = worlds < static_cast<std::size_t>(threads);
  const bool share_paths =
      wanted == Sharing::paths ||
      (wanted == Sharing::automatic && idle_threads && regions >= regions_worth_threads);
  return share_paths ? ThreadPlan{1, threads} : ThreadPlan{threads, 1};
}

ThreadPlan plan_threads(Sharing wanted, int threads, const StudyFile& file, int ranks) {
  const auto parts = static_cast<std::size_t>(ranks);
  return plan_threads(wanted, threads, (file.worlds() + parts - 1) / parts,
                      file.at(0).world.regions.regions.size());
}

std::string text_of(const ThreadPlan& plan) {
  if (plan.paths > 1)
    return fmt::format("{} threads, together on the paths of a world", plan.paths);
  if (plan.worlds > 1) return fmt::format("{} threads, each with a world of its own", plan.worlds);
  return "1 thread";
}

}  // namespace bacelab
