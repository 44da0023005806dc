#pragma once

#include "analysis/sensitivity/analyse.hpp"
#include "analysis/sensitivity/output_expression.hpp"
#include "analysis/sensitivity/point_outputs.hpp"

namespace bacelab {

/// The sensitivity of an output of a results file: Sobol indices of a `saltelli` design, Morris'
/// measures of a `morris` design. The policy under test is the default of the file, unless the
/// expression names one.
/// Throws InputError if the file has another design, for unknown names, for incomplete runs that
/// are to be refused, or if all outputs are equal where shares of their variance are asked for.
[[nodiscard]] Sensitivity analyse_file(const ResultsFile& file, OutputExpression output,
                                       Incomplete incomplete, const SensitivitySettings& settings);

}  // namespace bacelab
