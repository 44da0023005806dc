#pragma once

#include <memory>
#include <string>
#include <vector>

#include "experiments/text/document.hpp"
#include "experiments/worlds/work/work.hpp"

namespace bacelab::testing {

/// One stage, one micro-batch, one iteration an hour: the iterations of a job are its ideal hours.
inline StagePlan hourly_plan() { return {{{1, 3600.0, 0.0}}, Template{}, PipelineModel{}}; }

template <class Distribution>
std::shared_ptr<const WorkDistribution> make_work(const std::string& keys) {
  return Distribution::make(ConfigDocument::parse(keys, "study.toml").root());
}

/// Mean hours of E_j, for distributions of hours.
inline double mean_hours(const WorkDistribution& work) {
  return work.mean_seconds({Template{}, hourly_plan()}) / 3600.0;
}

/// The hours of `count` jobs.
inline std::vector<double> hours_of(const WorkDistribution& work, std::size_t count) {
  const RandomStream stream({1, 0, 0, 0}, "work");
  const StagePlan plan = hourly_plan();
  const Template model;
  std::vector<double> hours;
  for (std::uint32_t i = 0; i < count; ++i) {
    hours.push_back(work.iterations({model, plan}, stream, i));
  }
  return hours;
}

}  // namespace bacelab::testing
