#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/sensitivity/output_expression.hpp"
#include "experiments/results/results_file.hpp"
#include "experiments/text/document.hpp"
#include "experiments/text/section.hpp"

namespace bacelab {

/// What a target compares an output in its case with.
enum class CaseContrast {
  none,        ///< the output itself
  ratio,       ///< output / output in the other case - 1
  difference,  ///< output - output in the other case
};

/// A published figure, or several that were published as one range: every output of a target is
/// said to lie from `low` to `high`.
struct Target {
  std::string name;
  std::vector<OutputExpression> outputs;
  std::string case_name;   ///< empty: the study has no cases
  std::string other_case;  ///< of a contrast
  CaseContrast contrast = CaseContrast::none;
  double low = 0.0;
  double high = 0.0;             ///< `low`, if one value was published
  double tolerance = 0.0;        ///< how well the figure is known: one standard deviation
  double discrepancy = 0.0;      ///< how far the model may be off: one standard deviation
  std::optional<double> worlds;  ///< behind the published figure; none: its noise is not known
  std::string source;
  ConfigSection section;  ///< [targets.NAME], for messages

  /// Of the outputs or of their contrast: a ratio is a pure number.
  [[nodiscard]] bool is_relative(const OutputExpression& output) const;
};

/// Reads [targets.NAME] (docs/matching.md). Throws InputError.
[[nodiscard]] std::vector<Target> read_targets(ConfigDocument& document);

/// Fills in the policy under test, and checks that metrics, policies and cases are those of the
/// file. Throws InputError that lists what is there.
void bind_targets(std::vector<Target>& targets, const ResultsFile& file,
                  const std::vector<std::string>& cases);

}  // namespace bacelab
