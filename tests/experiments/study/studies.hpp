#pragma once

#include <string>
#include <vector>

#include "experiments/box/run_block.hpp"
#include "experiments/study/study_file.hpp"

namespace bacelab::testing {

inline StudyFile study_file(const std::string& text,
                            const std::vector<std::string>& settings = {}) {
  return StudyFile::read(text, "study.toml", settings);
}

inline RunBlockShape shape_of(const StudyFile& file) {
  return run_block_shape(describe_results(file));
}

/// Four points of ten worlds each, in which everything moves, under three policies.
inline StudyFile lively_study_file() {
  return study_file(R"(
[study]
replications = 10
policies = ["bace", "lcf", "cr_ldf"]
[regions]
names = ["Ireland", "Tokyo", "Sydney"]
[network]
access_gbps_low = 0.5
access_gbps_high = 2
[network.fluctuation]
sigma = 0.4
[price.daily]
amplitude = 0.3
[jobs]
count = 6
one_region = "redraw_job"
[arrivals]
process = "poisson"
rate_per_hour = 1
[design]
type = "grid"
[design.factors."network.scale"]
values = [0.1, 1]
[design.factors."jobs.count"]
values = [3, 6]
[output]
jobs = true
)");
}

/// Jobs that need 16 GPUs or more, in two regions of 8 or 64 each; E_j = 1 h.
inline const std::string hungry_jobs = R"(
[study]
replications = 24
policies = ["bace", "lcf"]
[regions]
names = ["A", "B"]
gpus_from = [8, 64]
[work]
sigma = 0
median_hours = 1
[jobs]
count = 2
templates = ["hungry"]
[templates.hungry]
layers = 64
hidden = 16
sequence = 16
vocabulary = 16
parameters = 4e10
)";

/// Worlds with two regions of 8 GPUs can't be drawn: about a quarter of all.
inline StudyFile study_with_hopeless_worlds() {
  return study_file(hungry_jobs, {"jobs.one_region=redraw_job"});
}

/// The same worlds as they are: with two regions of 8, a policy that uses one region gets stuck.
inline StudyFile study_with_stuck_runs() { return study_file(hungry_jobs); }

}  // namespace bacelab::testing
