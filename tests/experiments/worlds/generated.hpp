#pragma once

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/simulation/scenario.hpp"

namespace bacelab::testing {

inline const StagePlan& plan_of(const Scenario& world, const Job& job) {
  return *world.templates->plan(job.model);
}

inline std::vector<int> gpus_of(const Scenario& world) {
  std::vector<int> gpus;
  for (const Region& region : world.cluster.regions()) gpus.push_back(region.gpus);
  return gpus;
}

/// A study of two small regions and three templates; the middle one needs 16 GPUs and the large one
/// 48; jobs of one hour each.
inline std::string mixed_study(const std::string& keys) {
  return R"(
[regions]
names = ["A", "B"]
gpus_from = [8, 32, 64]
[gpu]
type = "own"
peak_flops = 1e14
memory_bytes = 1e9
power_w = 300
[templates.small]
max_stages = 12
layers = 96
hidden = 16
sequence = 16
vocabulary = 16
parameters = 1e6
[templates.middle]
layers = 96
hidden = 16
sequence = 16
vocabulary = 16
parameters = 8.9e8
[templates.large]
layers = 96
hidden = 16
sequence = 16
vocabulary = 16
parameters = 2.65e9
[work]
sigma = 0
median_hours = 1
[jobs]
micro_batches = 32
templates = ["small", "middle", "large"]
)" + keys;
}

inline std::size_t jobs_of_model(const Scenario& world, std::size_t model) {
  return static_cast<std::size_t>(
      std::count_if(world.jobs.begin(), world.jobs.end(),
                    [&](const Job& job) { return job.model == TemplateIndex(model); }));
}

inline const Series* given(const std::optional<Series>& series) {
  return series ? &*series : nullptr;
}

inline std::string series_text(const Series* series) {
  std::string text;
  for (std::size_t i = 0; series != nullptr && series->has(i); ++i) {
    text += ' ' + std::to_string(series->time(i)) + ' ' + std::to_string(series->value(i));
  }
  return text + ';';
}

/// A part of a scenario: the region of that name, or the link of those names, as text.
inline std::string region_text(const Scenario& world, const std::string& name) {
  for (const Region& region : world.cluster.regions()) {
    if (region.name != name) continue;
    return std::to_string(region.gpus) + series_text(&region.price) +
           series_text(given(region.observed_price)) + series_text(given(region.capacity));
  }
  return "none";
}

inline std::string link_text(const Scenario& world, const std::string& a, const std::string& b) {
  const auto& regions = world.cluster.regions();
  for (const Link& link : world.cluster.links()) {
    const std::set<std::string> ends = {regions[link.a].name, regions[link.b].name};
    if (ends == std::set{a, b}) {
      return series_text(&link.bandwidth) + series_text(given(link.observed_bandwidth));
    }
  }
  return "none";
}

}  // namespace bacelab::testing
