#pragma once

#include <optional>
#include <span>

#include "analysis/sensitivity/design_layout.hpp"
#include "analysis/sensitivity/design_runs.hpp"
#include "analysis/sensitivity/output_expression.hpp"
#include "analysis/sensitivity/point_outputs.hpp"
#include "analysis/sensitivity/sensitivity.hpp"

namespace bacelab {

/// Outputs at the points of a design, with their noise and completeness.
struct DesignOutputs {
  std::vector<double> values;
  std::vector<double> noise;   ///< variance of each value; empty if it is not known
  std::vector<char> complete;  ///< 0: the value is meaningless
  NoiseStatement statement;
  std::optional<DesignRuns> runs = {};  ///< for a bootstrap of replications
  /// [point * statement.replications + replication], of points that share their worlds in groups;
  /// empty if there is only one replication.
  std::vector<double> deviations = {};
};

/// Settings of a sensitivity analysis.
struct SensitivitySettings {
  double confidence = 0.95;
  Resampled resampled = Resampled::nothing;
  bool second_order = true;  ///< if the design has the points for it
  Bootstrap bootstrap = {.resamples = 1999, .seed = 0};
};

/// Sobol indices of outputs at the points of a Saltelli design. Noise is subtracted if the worlds
/// of the points, or of the scrambles, are independent. Throws InputError if the points are not
/// such a design, if fewer than two rows are left, for a bootstrap of replications if there are
/// fewer than two or not all points share their worlds, or for one of rows that are not independent
/// since they share theirs.
[[nodiscard]] Sensitivity sobol_sensitivity(const SaltelliLayout& layout,
                                            const DesignOutputs& outputs,
                                            const SensitivitySettings& settings);

/// Morris' measures of outputs at the points of a Morris design: a trajectory with an incomplete
/// point is left out as a whole. Throws InputError if none is left, for a bootstrap of rows, or for
/// one of replications as above.
[[nodiscard]] Sensitivity morris_sensitivity(std::span<const MorrisStep> steps, std::size_t factors,
                                             const DesignOutputs& outputs,
                                             const SensitivitySettings& settings);

/// Sobol indices of an output of a results file from a polynomial that is fitted to its points, of
/// any design that fills the cube of its factors (places_in_cube). Incomplete points are left out.
/// Throws InputError as places_in_cube, polynomial_chaos and analyse_file.
[[nodiscard]] Sensitivity emulate_file(const ResultsFile& file, OutputExpression output,
                                       Incomplete incomplete);

/// The sensitivity of an output of a results file: Sobol indices of a `saltelli` design, Morris'
/// measures of a `morris` design. The policy under test is the default of the file, unless the
/// expression names one.
/// Throws InputError if the file has another design, for unknown names, for incomplete runs that
/// are refused, or if all outputs are equal and shares of their variance are requested.
[[nodiscard]] Sensitivity analyse_file(const ResultsFile& file, OutputExpression output,
                                       Incomplete incomplete, const SensitivitySettings& settings);

}  // namespace bacelab
