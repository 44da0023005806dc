#include "analysis/sensitivity/analyse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "analysis/sensitivity/design_layout.hpp"
#include "analysis/sensitivity/design_runs.hpp"
#include "analysis/sensitivity/emulate.hpp"
#include "analysis/sensitivity/polynomial_chaos.hpp"
#include "core/errors.hpp"
#include "experiments/text/document.hpp"

namespace bacelab {
namespace {

constexpr const char* no_denominator_reason = "a mean in a denominator is not positive";

/// Throws InputError if a bootstrap of replications says nothing of these outputs.
void require_shared_replications(const DesignOutputs& outputs) {
  constexpr const char* option = "--bootstrap-replications: ";
  if (outputs.statement.worlds == WorldsOfDesign::unknown) {
    throw InputError(std::string(option) + "a table has no replications");
  }
  if (outputs.statement.worlds == WorldsOfDesign::independent) {
    throw InputError(std::string(option) +
                     "each point has its own worlds, and the other intervals include their noise "
                     "already; it is for studies whose points share their worlds");
  }
  if (outputs.statement.worlds == WorldsOfDesign::grouped) {
    throw InputError(std::string(option) +
                     "only points that belong together share their worlds, and the other intervals "
                     "include the noise of these already; it is for studies all of whose points "
                     "share their worlds (study.common_random_numbers = true)");
  }
  if (!outputs.runs || outputs.runs->replications < 2) {
    throw InputError(std::string(option) +
                     "one replication per point shows no spread; two are needed");
  }
}

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

bool has_all_values(std::span<const double> outputs, std::span<const char> complete) {
  for (std::size_t point = 0; point < outputs.size(); ++point) {
    if (complete[point] != 0 && !std::isfinite(outputs[point])) return false;
  }
  return true;
}

/// All estimates, in the order in which replication_intervals has their intervals.
std::vector<Estimate*> estimates_of(SobolIndices& indices) {
  std::vector<Estimate*> estimates;
  for (auto* list : {&indices.first, &indices.total}) {
    for (Estimate& estimate : *list) estimates.push_back(&estimate);
  }
  for (SecondOrderIndex& pair : indices.second) estimates.push_back(&pair.index);
  return estimates;
}

std::vector<Estimate*> estimates_of(std::vector<MorrisMeasures>& measures) {
  std::vector<Estimate*> estimates;
  for (MorrisMeasures& of_factor : measures) {
    for (Estimate* estimate : {&of_factor.mu, &of_factor.mu_star, &of_factor.sigma}) {
      estimates.push_back(estimate);
    }
  }
  return estimates;
}

/// Puts intervals by a bootstrap of replications in the place of those there are.
void set_intervals(const std::vector<Estimate*>& estimates, const DesignOutputs& outputs,
                   const SensitivitySettings& settings, const DesignMeasures& of_outputs) {
  const std::vector<ValueOrReason<double>> none(estimates.size(), Undefined{no_denominator_reason});
  const auto measures = [&](std::span<const double> values) {
    return has_all_values(values, outputs.complete) ? of_outputs(values) : none;
  };
  const auto intervals =
      replication_intervals(*outputs.runs, measures, settings.bootstrap, settings.confidence);
  for (std::size_t i = 0; i < estimates.size(); ++i) estimates[i]->interval = intervals[i];
}

SaltelliArrays arranged(const SaltelliLayout& layout, std::span<const double> values,
                        std::span<const char> complete, const SensitivitySettings& settings) {
  SaltelliArrays arrays = arrange(layout, values, complete);
  if (!settings.second_order) {
    for (SaltelliValues& scramble : arrays.values) scramble.ba.clear();
  }
  return arrays;
}

void resample_replications(SobolIndices& indices, const SaltelliLayout& layout,
                           const DesignOutputs& outputs, const SensitivitySettings& settings) {
  set_intervals(estimates_of(indices), outputs, settings, [&](std::span<const double> values) {
    SobolIndices found = sobol_indices(arranged(layout, values, outputs.complete, settings).values);
    std::vector<ValueOrReason<double>> measures;
    for (const Estimate* estimate : estimates_of(found)) measures.push_back(estimate->value);
    return measures;
  });
}

/// The steps of some trajectories of a Morris design.
class KeptSteps {
 public:
  KeptSteps(std::span<const MorrisStep> steps, const std::set<std::int64_t>& trajectories) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (!trajectories.contains(steps[i].trajectory)) continue;
      points_.push_back(i);
      steps_.push_back(steps[i]);
    }
  }

  /// The elementary effects of outputs at all points of the design.
  [[nodiscard]] std::vector<std::vector<double>> effects(std::span<const double> outputs,
                                                         std::size_t factors) const {
    std::vector<double> values;
    for (const std::size_t point : points_) values.push_back(outputs[point]);
    return elementary_effects(values, steps_, factors);
  }

 private:
  std::vector<std::size_t> points_;
  std::vector<MorrisStep> steps_;
};

/// The column of a design that says which points belong together.
std::span<const std::int64_t> groups_of(const ResultsDescription& description) {
  const char* const name = description.design.type == "saltelli" ? "scramble" : "trajectory";
  return std::get<std::vector<std::int64_t>>(description.design.column(name)->values);
}

/// What the stored study says of its points. Without the key, all of them share their worlds.
WorldsOfDesign worlds_of(const ResultsFile& file) {
  ConfigDocument study =
      ConfigDocument::parse(file.description().study, file.path().string() + ": study");
  const config::BooleanOrName sharing =
      study.root()
          .table("study", "The study as a whole")
          .boolean_or_choice("common_random_numbers", true,
                             {"within_scrambles", "within_trajectories"},
                             "Points of the design that share their worlds");
  if (sharing == config::BooleanOrName(true)) return WorldsOfDesign::common;
  if (sharing == config::BooleanOrName(false)) return WorldsOfDesign::independent;
  const auto groups = groups_of(file.description());
  return groups.front() == groups.back() ? WorldsOfDesign::common : WorldsOfDesign::grouped;
}

NoiseStatement statement_of(WorldsOfDesign worlds, const PointOutputs& outputs) {
  NoiseStatement statement;
  statement.worlds = worlds;
  statement.replications = outputs.replications;
  if (outputs.noise.empty()) {
    const Undefined unknown = {"one replication per point does not show it"};
    statement.variance = unknown;
    statement.separate = unknown;
    return statement;
  }
  double sum = 0.0;
  double points = 0.0;
  for (std::size_t point = 0; point < outputs.noise.size(); ++point) {
    if (outputs.complete[point] == 0) continue;
    sum += outputs.noise[point];
    points += 1.0;
  }
  statement.variance = points > 0.0 ? sum / points : 0.0;
  statement.separate = outputs.separate_noise;
  return statement;
}

OutputExpression known_in(const ResultsFile& file, OutputExpression output) {
  if (output.policy.empty()) output.policy = default_policy(file);
  file.metric(output.metric);
  file.policy_index(output.policy);
  if (!output.baseline.empty()) file.policy_index(output.baseline);
  if (output.baseline == output.policy) {
    throw InputError(
        fmt::format("--output {}: the baseline is the policy under test itself", text_of(output)));
  }
  return output;
}

[[noreturn]] void fail_for_design(const ResultsFile& file, const std::string& type) {
  throw InputError(fmt::format(
      "{}: has the design '{}'; Sobol indices need a 'saltelli' design and Morris' measures a "
      "'morris' design ([design] type of the study); --emulator takes lhs and sobol designs too, "
      "bacelab compare shows each point",
      file.path().string(), type));
}

/// Throws InputError if rows share their worlds with some rows only.
void require_independent_rows(const DesignOutputs& outputs) {
  if (outputs.statement.worlds != WorldsOfDesign::grouped) return;
  throw InputError(
      "--bootstrap-rows: the rows of a scramble share their worlds, so they are not independent; "
      "the intervals over scrambles, without this option, include the noise of the worlds");
}

bool has_noise_to_take_out(const DesignOutputs& outputs) {
  if (outputs.statement.worlds == WorldsOfDesign::grouped) return !outputs.deviations.empty();
  return outputs.statement.worlds == WorldsOfDesign::independent && !outputs.noise.empty();
}

/// The deviations of the outputs in each replication, in the positions of the points.
SaltelliDeviations arranged_deviations(const SaltelliLayout& layout, const DesignOutputs& outputs,
                                       const SensitivitySettings& settings) {
  SaltelliDeviations arrays;
  const std::size_t points = outputs.values.size();
  const std::size_t replications = outputs.deviations.size() / points;
  std::vector<double> column(points);
  for (std::size_t i = 0; i < replications; ++i) {
    for (std::size_t point = 0; point < points; ++point) {
      column[point] = outputs.deviations[point * replications + i];
    }
    arrays.push_back(arranged(layout, column, outputs.complete, settings).values);
  }
  return arrays;
}

SobolIndices indices_without_noise(const SaltelliLayout& layout, const SaltelliArrays& arrays,
                                   const DesignOutputs& outputs,
                                   const SensitivitySettings& settings) {
  std::vector<SaltelliValues> noise;
  if (has_noise_to_take_out(outputs)) {
    noise = arranged(layout, outputs.noise, outputs.complete, settings).values;
  }
  const SobolInterval interval =
      settings.resampled == Resampled::rows ? SobolInterval::rows : SobolInterval::scrambles;
  return sobol_indices(arrays.values, noise, {settings.confidence, interval, settings.bootstrap});
}

}  // namespace

Sensitivity sobol_sensitivity(const SaltelliLayout& layout, const DesignOutputs& outputs,
                              const SensitivitySettings& settings) {
  const bool by_replications = settings.resampled == Resampled::replications;
  if (by_replications) require_shared_replications(outputs);
  const SaltelliArrays arrays = arranged(layout, outputs.values, outputs.complete, settings);
  if (arrays.rows < 2) {
    throw InputError(
        fmt::format("sensitivity indices need at least two rows of a Saltelli design; {} {} left{}",
                    arrays.rows, arrays.rows == 1 ? "is" : "are",
                    arrays.dropped > 0 ? fmt::format(", {} were dropped", arrays.dropped) : ""));
  }
  if (settings.resampled == Resampled::rows) require_independent_rows(outputs);
  Sensitivity result;
  result.confidence = settings.confidence;
  result.resampled = settings.resampled;
  if (settings.resampled != Resampled::nothing) result.bootstrap = settings.bootstrap;
  const bool takes_noise_out = has_noise_to_take_out(outputs);
  result.sobol =
      outputs.statement.worlds == WorldsOfDesign::grouped
          ? sobol_indices_in_shared_worlds(
                arrays.values, arranged_deviations(layout, outputs, settings), settings.confidence)
          : indices_without_noise(layout, arrays, outputs, settings);
  if (!(result.sobol->variance > 0.0) && !takes_noise_out) {
    throw InputError(fmt::format("all outputs are equal ({}): there is no variance to divide",
                                 result.sobol->mean));
  }
  if (by_replications) resample_replications(*result.sobol, layout, outputs, settings);
  result.noise = outputs.statement;
  result.dropped = arrays.dropped;
  return result;
}

Sensitivity morris_sensitivity(std::span<const MorrisStep> steps, std::size_t factors,
                               const DesignOutputs& outputs, const SensitivitySettings& settings) {
  const bool by_replications = settings.resampled == Resampled::replications;
  if (by_replications) require_shared_replications(outputs);
  if (settings.resampled == Resampled::rows) {
    throw InputError(
        "--bootstrap-rows: a Morris design has trajectories, not rows; its intervals come from "
        "these");
  }
  Sensitivity result;
  const auto kept = complete_trajectories(steps, outputs.complete, result.dropped);
  if (kept.empty()) throw InputError("no trajectory has only complete points");
  const KeptSteps kept_steps(steps, kept);
  result.confidence = settings.confidence;
  result.resampled = settings.resampled;
  result.bootstrap = settings.bootstrap;
  result.morris = morris_measures(kept_steps.effects(outputs.values, factors), settings.confidence,
                                  settings.bootstrap);
  if (by_replications) {
    set_intervals(estimates_of(*result.morris), outputs, settings,
                  [&](std::span<const double> values) {
                    return morris_values(kept_steps.effects(values, factors));
                  });
  }
  result.trajectories = kept.size();
  result.noise = outputs.statement;
  return result;
}

Sensitivity emulate_file(const ResultsFile& file, OutputExpression output, Incomplete incomplete) {
  const std::vector<double> places = places_in_cube(file);
  const std::size_t factors = file.factors().size();
  output = known_in(file, std::move(output));
  const PointOutputs outputs = point_outputs(file, output, incomplete);
  std::vector<double> kept_places;
  std::vector<double> kept;
  for (std::size_t point = 0; point < outputs.values.size(); ++point) {
    if (outputs.complete[point] == 0) continue;
    kept.push_back(outputs.values[point]);
    const auto begin = places.begin() + static_cast<std::ptrdiff_t>(point * factors);
    kept_places.insert(kept_places.end(), begin, begin + static_cast<std::ptrdiff_t>(factors));
  }
  const PolynomialChaos chaos = polynomial_chaos(kept_places, kept, factors);
  Sensitivity result;
  result.source = file.path().string();
  result.output = text_of(output);
  result.unit = outputs.unit;
  result.factors = factor_names(file.description());
  result.noise = statement_of(worlds_of(file), outputs);
  result.dropped = outputs.values.size() - kept.size();
  result.emulator = Emulator{kept.size(), chaos.degree, chaos.terms, chaos.leave_one_out};
  SobolIndices& sobol = result.sobol.emplace();
  sobol.mean = chaos.mean;
  sobol.variance = chaos.variance;
  const Undefined none = {"an emulator has no interval, but a leave-one-out error"};
  for (std::size_t i = 0; i < factors; ++i) {
    sobol.first.push_back({chaos.first[i], none});
    sobol.total.push_back({chaos.total[i], none});
  }
  return result;
}

Sensitivity analyse_file(const ResultsFile& file, OutputExpression output, Incomplete incomplete,
                         const SensitivitySettings& settings) {
  const std::string type = file.description().design.type;
  if (type != "saltelli" && type != "morris") fail_for_design(file, type);
  output = known_in(file, std::move(output));
  const WorldsOfDesign worlds = worlds_of(file);
  const bool grouped = worlds == WorldsOfDesign::grouped;
  const Kept kept = settings.resampled == Resampled::replications ? Kept::runs
                    : grouped && type == "saltelli"               ? Kept::deviations
                                                                  : Kept::values;
  PointOutputs outputs =
      point_outputs(file, output, incomplete, kept,
                    grouped ? groups_of(file.description()) : std::span<const std::int64_t>());
  const NoiseStatement statement = statement_of(worlds, outputs);
  const std::string unit = outputs.unit;
  const DesignOutputs of_design = {std::move(outputs.values),   std::move(outputs.noise),
                                   std::move(outputs.complete), statement,
                                   std::move(outputs.runs),     std::move(outputs.deviations)};
  Sensitivity result =
      type == "saltelli"
          ? sobol_sensitivity(saltelli_layout(file.description()), of_design, settings)
          : morris_sensitivity(morris_steps(file.description()), file.factors().size(), of_design,
                               settings);
  result.source = file.path().string();
  result.output = text_of(output);
  result.unit = unit;
  result.factors = factor_names(file.description());
  return result;
}

}  // namespace bacelab
