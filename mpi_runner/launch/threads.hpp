#pragma once

#include <cstddef>
#include <string>

#include "experiments/study/study_file.hpp"

namespace bacelab {

/// Cores that this process may use, by its affinity mask. Open MPI pins a rank to one core unless
/// told otherwise.
int usable_cores();

/// Threads for each of `ranks_on_host` ranks that share this machine's cores: an equal part of the
/// cores if the ranks may use all of them, at least 1.
int default_threads(int ranks_on_host);

/// The same for a study: one, if one at a time may run its policies.
int default_threads(const StudyFile& file, int ranks_on_host);

/// What the threads of a rank share: different worlds, or the path finding inside one world.
enum class Sharing { automatic, worlds, paths };

/// What the threads of a rank do. One of the two is 1: nested threads would be more than were
/// requested.
struct ThreadPlan {
  int worlds = 1;  ///< worlds at the same time
  int paths = 1;   ///< threads that search the start regions of a path together

  [[nodiscard]] int count() const { return worlds * paths; }
};

/// From this many regions on, a search for a path is worth more than one thread.
inline constexpr std::size_t regions_worth_threads = 64;

/// `automatic` gives the threads to worlds, unless there are fewer worlds than threads and a
/// topology whose paths are worth them. `worlds`: the number that one rank has to run.
ThreadPlan plan_threads(Sharing wanted, int threads, std::size_t worlds, std::size_t regions);

/// The same for one of `ranks` ranks that share a study's worlds.
ThreadPlan plan_threads(Sharing wanted, int threads, const StudyFile& file, int ranks);

/// Starts and ends this many threads at the same time: the libraries that start threads later end
/// the process if they can't. Throws std::system_error if there can't be as many.
void require_threads(int count);

/// "2 threads, each with its own world"
std::string text_of(const ThreadPlan& plan);

}  // namespace bacelab
