#pragma once

#include <optional>
#include <span>
#include <stdexcept>
#include <string>

#include "core/scheduling/job_view.hpp"

namespace bacelab {

/// A policy that is not the program's own did what no policy may.
class RuleBroken : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The option of a job's plan that stages in the regions of a path add up to. Throws RuleBroken,
/// with what is wrong in words, unless the job may start there now: the path has distinct regions,
/// each linked to the next, with a stage or more in each, whose GPUs have the memory for them and
/// are free.
const StageOption& require_place(const SystemState& state, const StagePlan& plan,
                                 std::span<const RegionIndex> path, std::span<const int> stages);

/// Throws the exception that is being handled again: as a RuleBroken that says first where it came
/// from. For what a policy that is not the program's own threw. Throws std::bad_alloc if there is
/// no memory for that.
[[noreturn]] void rethrow_as_broken(const std::string& where);

/// Throws RuleBroken unless there is a score for each of so many jobs, all numbers.
void require_scores(std::span<const double> scores, std::size_t jobs);

}  // namespace bacelab
