#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "experiments/box/description.hpp"

/// The one definition of what a results file contains, for its writer and its reader.
///
/// A study with a precision target has `replications_run`, `stop_reason`, `last_comparison` and
/// `half_width_points` along `point`; the replications of a point from `replications_run` on are
/// `not_run`. If its goal is to select the best policy, it has `indifference_zone` and `selected`
/// along `point`, and `dropped_from` and `verdict` along `point` and `policy`, instead of the last
/// two; the replications of a policy from `dropped_from` on are `not_run`.
///
/// Root group: the dimension scales `point`, `replication` and `policy`; each factor along `point`,
/// with the attributes `low`, `high`, `scale` and `integer` if it has a range; what the design says
/// of its points, `design_NAME` along `point`, and of itself, attributes `design_NAME`; each
/// metric, float64 [point, replication, policy]; `status` [point, replication, policy]; `redraws`
/// [point, replication]; what is known of a world before it runs, `world_NAME`, float64 [point,
/// replication]. Group `timing`: values that can't be reproduced. Group `jobs`, if the
/// study keeps it: one row per job, in the order point, replication, policy, job. Group `failures`,
/// if runs failed: why.
namespace bacelab::schema {

inline constexpr std::string_view conventions = "CF-1.8";
inline constexpr std::string_view random_numbers = "Philox4x32-10";

/// The prefix of the attributes and variables that describe a design.
inline constexpr std::string_view design_prefix = "design_";

/// The prefix of the variables that summarise a world.
inline constexpr std::string_view world_prefix = "world_";

/// Groups below the root.
inline constexpr std::string_view timing_group = "timing";
inline constexpr std::string_view jobs_group = "jobs";
inline constexpr std::string_view failures_group = "failures";

/// The dimension of the rows of the group `jobs`; it has no variable.
inline constexpr std::string_view job_dimension = "job";

/// The dimension of the group `failures`; it has no variable either.
inline constexpr std::string_view failure_dimension = "failure";

/// Attributes of the root group.
namespace attribute {
inline constexpr std::string_view title = "title";
inline constexpr std::string_view conventions = "Conventions";
inline constexpr std::string_view schema = "bacelab_schema";
inline constexpr std::string_view model = "bacelab_model";
inline constexpr std::string_view program_version = "program_version";
inline constexpr std::string_view git_describe = "git_describe";
inline constexpr std::string_view compiler = "compiler";
inline constexpr std::string_view arithmetic = "arithmetic";
inline constexpr std::string_view builds = "builds";    ///< as a JSON list of texts
inline constexpr std::string_view plugins = "plugins";  ///< as plugin_list(); none: no plugins
inline constexpr std::string_view seed = "seed";
inline constexpr std::string_view random_numbers = "rng";
inline constexpr std::string_view study = "study";

/// How the points were chosen: the type, the factors in their order, and `design_NAME` for each
/// number that a design of the type has.
inline constexpr std::string_view design_type = "design_type";
inline constexpr std::string_view design_factors = "design_factors";

/// The prefix of attributes that differ from one execution of a study to the next.
inline constexpr std::string_view run_prefix = "run_";
inline constexpr std::string_view run_ranks = "run_ranks";
inline constexpr std::string_view run_threads = "run_threads";
inline constexpr std::string_view run_host = "run_host";
inline constexpr std::string_view run_slurm_job_id = "run_slurm_job_id";
inline constexpr std::string_view run_slurm_restart_count = "run_slurm_restart_count";
inline constexpr std::string_view run_started = "run_started";
inline constexpr std::string_view run_finished = "run_finished";
inline constexpr std::string_view run_command = "run_command";
inline constexpr std::string_view run_study_directory = "run_study_directory";
}  // namespace attribute

/// Attributes of variables.
namespace variable_attribute {
inline constexpr std::string_view units = "units";
inline constexpr std::string_view long_name = "long_name";
inline constexpr std::string_view description = "description";
inline constexpr std::string_view coordinates = "coordinates";  ///< of metrics: the factors, ...
inline constexpr std::string_view flag_values = "flag_values";
inline constexpr std::string_view flag_meanings = "flag_meanings";
inline constexpr std::string_view study_identity = "study_identity";  ///< of points, as JSON
inline constexpr std::string_view low = "low";                        ///< of a factor with a range
inline constexpr std::string_view high = "high";                      ///< of a factor with a range
inline constexpr std::string_view scale = "scale";                    ///< of a factor with a range
inline constexpr std::string_view integer = "integer";                ///< of a factor with a range
}  // namespace variable_attribute

/// A variable that every file has.
struct FixedVariable {
  std::string_view name;
  std::string_view units;
  std::string_view long_name;
  std::string_view description;

  VariableInfo info() const;
};

inline constexpr FixedVariable point = {"point", "1", "point of the design",
                                        "Number of the combination of factor values, from 0."};
inline constexpr FixedVariable replication = {
    "replication", "1", "replication",
    "Number of the random world, from 0. All policies of a replication run in the same world."};
inline constexpr FixedVariable policy = {"policy", "1", "scheduling policy",
                                         "Name of the scheduling policy."};
inline constexpr FixedVariable status = {"status", "1", "status of the run",
                                         "Outcome of the run; metrics are NaN if not run."};
inline constexpr FixedVariable redraws = {
    "redraws", "1", "redraws of the world",
    "Number of times that the GPUs of the world, or its jobs, were drawn again."};
inline constexpr FixedVariable wall_s = {
    "wall_s", "s", "wall-clock time of the run",
    "Time that the program spent on the run; differs from one execution to the next."};

/// Variables along `point` of a study with a precision target.
inline constexpr FixedVariable replications_run = {
    "replications_run", "1", "replications that ran",
    "How many replications of the point are part of the results: the first ones."};
inline constexpr FixedVariable stop_reason = {"stop_reason", "1", "why the replications ended",
                                              "Whether the precision target was reached."};
inline constexpr FixedVariable last_comparison = {
    "last_comparison", "1", "last comparison to converge",
    "The comparison that reached the precision target last, or is furthest from it."};
inline constexpr FixedVariable half_width_points = {
    "half_width_points", "1", "widest half-width",
    "Half-width of the widest interval at the end, in percentage points."};

/// Variables of a study whose goal is to select the best policy; the zone has the unit of its
/// metric.
inline constexpr FixedVariable indifference_zone = {
    "indifference_zone", "1", "indifference zone",
    "Differences between policies that do not matter, in the unit of the metric; NaN if the first "
    "stage did not end."};
inline constexpr FixedVariable selected = {"selected", "1", "selected policy",
                                           "The best policy; empty if it is undecided."};
inline constexpr FixedVariable dropped_from = {
    "dropped_from", "1", "first replication without the policy",
    "The policy ran in the replications before this one."};
inline constexpr FixedVariable verdict = {"verdict", "1", "verdict on the policy",
                                          "Why the policy runs no more."};

/// Variables along `point` of a study that looks for a contour; value and half-width have the unit
/// of its output.
inline constexpr FixedVariable contour_side = {
    "contour_side", "1", "side of the contour",
    "On which side of the level the point is; closed: it did not run."};
inline constexpr FixedVariable contour_value = {"contour_value", "1", "output at the point",
                                                "The output; NaN if the point did not run."};
inline constexpr FixedVariable contour_half_width = {
    "contour_half_width", "1", "half-width of the output",
    "Half-width of the interval by which the side is known."};

/// Variables of the group `jobs` that say which job a row is about.
inline constexpr FixedVariable job_id = {"job_id", "1", "job",
                                         "Number of the job in its run, from 0."};

/// Variables of the group `failures`, beside `point` and `replication`.
inline constexpr FixedVariable failed_policy = {
    "policy", "1", "scheduling policy",
    "Policy of the run that failed; empty if its world could not be drawn."};
inline constexpr FixedVariable message = {"message", "1", "message",
                                          "Error message of the failed run."};

/// The names that the root group and the group `jobs` have for themselves.
std::set<std::string, std::less<>> root_names();
std::set<std::string, std::less<>> job_names();

/// Checks that a file of the schema can hold this: a box that is not empty, names that are unique
/// and free of blanks and slashes, a value of each factor and column of the design for each point,
/// units that programs leave as numbers (xarray turns "seconds" into time deltas, so it must be
/// "s").
/// \throws std::invalid_argument that names what is wrong
void require_storable(const ResultsDescription& description);

}  // namespace bacelab::schema
