#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "core/cluster/cluster.hpp"
#include "core/pipeline/iteration_time.hpp"
#include "core/workload/template.hpp"

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
};

/// Why a job of this template can never run on the scenario's cluster; empty if it can.
inline std::optional<std::string> why_never_runs(const Scenario& scenario, TemplateIndex index) {
  const auto& plan = scenario.templates->plan(index);
  if (!plan) return "no allowed number of stages fits into the GPU's memory";
  if (plan->k_min() > scenario.cluster.total_gpus()) {
    return "it needs at least " + std::to_string(plan->k_min()) + " GPUs and the cluster has " +
           std::to_string(scenario.cluster.total_gpus());
  }
  return std::nullopt;
}

}  // namespace bacelab
