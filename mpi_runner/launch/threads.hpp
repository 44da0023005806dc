#pragma once

namespace bacelab {

/// Cores that this process may use, by its affinity mask. Open MPI pins a rank to one core unless
/// it is told otherwise.
int usable_cores();

/// Threads for each of `ranks_on_host` ranks that share this machine's cores: an equal part of the
/// cores if the ranks may use all of them, at least 1.
int default_threads(int ranks_on_host);

}  // namespace bacelab
