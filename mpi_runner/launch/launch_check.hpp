#pragma once

#include <string>
#include <vector>

#include "mpi_runner/launch/mpi_session.hpp"

namespace bacelab {

/// What ranks must agree on, and what may differ between them.
struct RankFacts {
  std::string program;  ///< equal for ranks of the same build
  std::string study;    ///< equal for ranks that read the same study; empty if this rank can't
  std::string host;
  int threads = 1;
  int cores = 1;                         ///< that the threads may use
  std::vector<std::string> inputs = {};  ///< files of the study, each with the hash of its content
  std::string arithmetic = {};           ///< fingerprint, as this rank computes it
  std::string problem = {};              ///< why this rank can't read the study; empty if it can
};

/// The facts of this rank. `study` is the study as this rank reads it, or empty.
RankFacts facts_of_rank(const std::string& study, int threads);

/// Throws InputError if srun has started several programs that don't know of each other: N copies
/// of "rank 0 of 1", each of which would do the whole work. `known_ranks`: the number of ranks that
/// this program knows of; before MPI has started 1, unless a launcher has left a trace in the
/// environment. In a program without MPI nobody knows of others, whatever started them.
void require_connected_ranks(int known_ranks, bool with_mpi = built_with_mpi());

/// Compares the facts of all ranks.
/// \returns on the first rank, warnings
/// \throws InputError, on all ranks, if they differ
std::vector<std::string> check_launch(const MpiSession& mpi, const RankFacts& facts);

/// The same for the facts of all ranks, by rank.
std::vector<std::string> check_facts(const std::vector<RankFacts>& facts);

}  // namespace bacelab
