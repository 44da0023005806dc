#pragma once

#include <cstddef>
#include <string>

#include "experiments/box/description.hpp"
#include "experiments/box/run_block.hpp"

/// A small invented study; any part of its results can be made at any time.
namespace bacelab::sample {

inline ResultsDescription study() {
  ResultsDescription description;
  description.title = "A sample";
  description.seed = 18446744073709551615U;  // the largest: it must not become a signed number
  description.study = "seed = 18446744073709551615\n[design]\nkind = \"grid\" # µ\n";
  description.identity = {{"bacelab-results-1",
                           1,
                           {{"design.kind", "\"grid\""}, {"a.\"b c\"", "{}"}},
                           {"jct_mean_s"},
                           {},
                           {"world_gpus"}}};
  description.program_version = "1.2.3";
  description.git_describe = "v1.2.3-dirty";
  description.compiler = "GNU 12.2.0";
  description.points = 3;
  description.replications = 4;
  description.policies = {"bace", "lcf"};
  description.factors = {
      {"network.scale", "1", "Scale of all bandwidths.", std::vector{0.1, 1., 2.}},
      {"arrivals.process", "1", "How jobs arrive.",
       std::vector<std::string>{"batch", "poisson", "batch"}}};
  description.metrics = {{"jct_mean_s", "s", "mean job completion time", "Mean over the jobs."},
                         {"cost_usd", "USD", "electricity cost", "Cost of all jobs."},
                         {"unserved_jobs", "1", "unserved jobs", "Jobs that never started."}};
  description.world_summaries = {{"world_gpus", "1", "GPUs", "GPUs of all regions."},
                                 {"world_price", "USD/kWh", "price", "Mean over regions."}};
  return description;
}

/// The study with rows of single jobs.
inline ResultsDescription study_with_jobs() {
  ResultsDescription description = study();
  description.jobs_per_run = 2;
  description.job_columns = {{"jct_s", "s", "job completion time", "Finish - arrival."},
                             {"stages", "1", "pipeline stages", "Stages of the job."}};
  return description;
}

/// What the sample says of a run: a different number for each run and metric.
inline double metric_value(std::size_t world, std::size_t policy, std::size_t metric) {
  return static_cast<double>(world * 1000 + policy * 100 + metric) + 1. / 3.;
}

inline double job_value(std::size_t world, std::size_t policy, std::size_t job,
                        std::size_t column) {
  return -metric_value(world, policy, job * 10 + column);
}

inline double summary_value(std::size_t world, std::size_t summary) {
  return static_cast<double>(world) + static_cast<double>(summary + 1) / 16.0;
}

inline void fill_run(RunBlock& block, std::size_t world, std::size_t policy) {
  const std::size_t number = block.worlds.first + world;
  const std::size_t run = block.run_index(world, policy);
  block.status[run] = RunStatus::done;
  block.wall_s[run] = 0.001;
  for (std::size_t i = 0; i < block.shape.metrics; ++i) {
    block.metrics_of(world, policy)[i] = metric_value(number, policy, i);
  }
  for (std::size_t i = 0; i < block.shape.jobs_per_run * block.shape.job_columns; ++i) {
    block.jobs_of(world, policy)[i] =
        job_value(number, policy, i / block.shape.job_columns, i % block.shape.job_columns);
  }
}

/// Worlds [first, first + count) of the sample, all runs done.
inline RunBlock block(const ResultsDescription& description, std::size_t first, std::size_t count) {
  RunBlock block({first, count}, run_block_shape(description));
  for (std::size_t world = 0; world < count; ++world) {
    block.redraws[world] = static_cast<std::int64_t>(first + world) % 3;
    for (std::size_t i = 0; i < block.shape.world_summaries; ++i) {
      block.summaries_of(world)[i] = summary_value(first + world, i);
    }
    for (std::size_t policy = 0; policy < block.shape.policies; ++policy) {
      fill_run(block, world, policy);
    }
  }
  return block;
}

}  // namespace bacelab::sample
