#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/results/results_file.hpp"

namespace bacelab {

/// A metric of policies at one point in some of its worlds: [policy][place in `replications`].
///
/// The file is read in slabs of all policies, so that memory, apart from the answer, does not grow
/// with the study. `replications` ascend. Throws InputError for an unknown name, a point beyond the
/// last one, or a value that is not finite, naming the run.
[[nodiscard]] std::vector<std::vector<double>> read_columns(
    const ResultsFile& file, std::string_view metric, std::size_t point,
    std::span<const std::string> policies, std::span<const std::size_t> replications);

/// The same in slabs of successive worlds, each of which is passed to `visit` and then dropped.
void visit_slabs(const ResultsFile& file, std::string_view metric, std::size_t point,
                 std::span<const std::string> policies, std::span<const std::size_t> replications,
                 const std::function<void(const std::vector<std::vector<double>>&)>& visit);

/// The statuses of the runs of a policy at one point, by replication.
[[nodiscard]] std::vector<RunStatus> read_statuses(const ResultsFile& file, std::size_t point,
                                                   const std::string& policy);

}  // namespace bacelab
