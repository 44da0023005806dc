#include "analysis/sensitivity/analyse_file.hpp"

#include <utility>

#include <fmt/format.h>

#include "analysis/sensitivity/design_layout.hpp"
#include "core/errors.hpp"
#include "experiments/config/document.hpp"

namespace bacelab {
namespace {

/// Do all points of the study share their worlds?
bool has_common_worlds(const ResultsFile& file) {
  ConfigDocument study =
      ConfigDocument::parse(file.description().study, file.path().string() + ": study");
  return study.root()
      .table("study", "The study as a whole")
      .boolean("common_random_numbers", true, "All points of the design share their worlds");
}

NoiseStatement statement_of(const ResultsFile& file, const PointOutputs& outputs) {
  NoiseStatement statement;
  statement.worlds = has_common_worlds(file) ? WorldsOfDesign::common : WorldsOfDesign::independent;
  statement.replications = outputs.replications;
  if (outputs.noise.empty()) {
    const Undefined unknown = {"one replication a point does not show it"};
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
      "'morris' design ([design] type of the study); bacelab compare tells of each point",
      file.path().string(), type));
}

}  // namespace

Sensitivity analyse_file(const ResultsFile& file, OutputExpression output, Incomplete incomplete,
                         const SensitivitySettings& settings) {
  const std::string type = file.description().design.type;
  if (type != "saltelli" && type != "morris") fail_for_design(file, type);
  output = known_in(file, std::move(output));
  PointOutputs outputs =
      point_outputs(file, output, incomplete,
                    settings.resampled == Resampled::replications ? KeepRuns::yes : KeepRuns::no);
  const NoiseStatement statement = statement_of(file, outputs);
  const std::string unit = outputs.unit;
  const DesignOutputs of_design = {std::move(outputs.values), std::move(outputs.noise),
                                   std::move(outputs.complete), statement, std::move(outputs.runs)};
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
