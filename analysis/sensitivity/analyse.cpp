#include "analysis/sensitivity/analyse.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/errors.hpp"

namespace bacelab {
namespace {

/// The trajectories all of whose points are complete.
std::set<std::int64_t> complete_trajectories(std::span<const MorrisStep> steps,
                                             std::span<const char> complete, std::size_t& dropped) {
  std::set<std::int64_t> all;
  std::set<std::int64_t> incomplete;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    all.insert(steps[i].trajectory);
    if (complete[i] == 0) incomplete.insert(steps[i].trajectory);
  }
  dropped = incomplete.size();
  for (const std::int64_t trajectory : incomplete) all.erase(trajectory);
  return all;
}

}  // namespace

Sensitivity sobol_sensitivity(const SaltelliLayout& layout, const DesignOutputs& outputs,
                              const SensitivitySettings& settings) {
  SaltelliArrays arrays = arrange(layout, outputs.values, outputs.complete);
  if (arrays.rows < 2) {
    throw InputError(
        fmt::format("sensitivity indices need at least two rows of a Saltelli design; {} {} left{}",
                    arrays.rows, arrays.rows == 1 ? "is" : "are",
                    arrays.dropped > 0 ? fmt::format(", {} were dropped", arrays.dropped) : ""));
  }
  std::vector<SaltelliValues> noise;
  const bool takes_noise_out =
      outputs.statement.worlds == WorldsOfDesign::independent && !outputs.noise.empty();
  if (takes_noise_out) noise = arrange(layout, outputs.noise, outputs.complete).values;
  if (!settings.second_order) {
    for (auto* list : {&arrays.values, &noise}) {
      for (SaltelliValues& scramble : *list) scramble.ba.clear();
    }
  }
  Sensitivity result;
  result.confidence = settings.confidence;
  result.interval = settings.interval;
  if (settings.interval == SobolInterval::rows) result.bootstrap = settings.bootstrap;
  result.sobol = sobol_indices(arrays.values, noise,
                               {settings.confidence, settings.interval, settings.bootstrap});
  if (!(result.sobol->variance > 0.0) && !takes_noise_out) {
    throw InputError(fmt::format("all outputs are equal ({}): there is no variance to have shares",
                                 result.sobol->mean));
  }
  result.noise = outputs.statement;
  result.dropped = arrays.dropped;
  return result;
}

Sensitivity morris_sensitivity(std::span<const MorrisStep> steps, std::size_t factors,
                               const DesignOutputs& outputs, const SensitivitySettings& settings) {
  Sensitivity result;
  const auto kept = complete_trajectories(steps, outputs.complete, result.dropped);
  if (kept.empty()) throw InputError("no trajectory has only complete points");
  std::vector<MorrisStep> kept_steps;
  std::vector<double> kept_values;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (!kept.contains(steps[i].trajectory)) continue;
    kept_steps.push_back(steps[i]);
    kept_values.push_back(outputs.values[i]);
  }
  result.confidence = settings.confidence;
  result.bootstrap = settings.bootstrap;
  result.morris = morris_measures(elementary_effects(kept_values, kept_steps, factors),
                                  settings.confidence, settings.bootstrap);
  result.trajectories = kept.size();
  result.noise = outputs.statement;
  return result;
}

}  // namespace bacelab
