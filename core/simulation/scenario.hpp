#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/cluster/cluster.hpp"
#include "core/pipeline/iteration_time.hpp"
#include "core/workload/template_set.hpp"

namespace bacelab {

/// The version of the model that this program computes: it increases with every change after which
/// some run could have a different result, so that results of two models are never mixed.
inline constexpr int model_version = 2;

/// One world: everything that a run depends on besides the policy.
struct Scenario {
  PipelineModel pipeline;
  Cluster cluster;
  std::shared_ptr<const TemplateSet> templates;
  Table<JobIndex, Job> jobs;        ///< by ascending id
  std::size_t warmup_jobs = 0;      ///< first arrivals that job statistics leave out
  std::optional<double> horizon_s;  ///< end of generated series, after which the last value holds
  std::uint64_t policy_seed = 0;    ///< of what is random in a policy, below 2^53
};

/// What the stages of jobs depend on of these regions.
std::vector<RegionGpus> gpus_of(const Table<RegionIndex, Region>& regions);

/// Why a job of this template can never run on the scenario's cluster; empty if it can.
std::optional<std::string> why_never_runs(const Scenario& scenario, TemplateIndex index);

}  // namespace bacelab
