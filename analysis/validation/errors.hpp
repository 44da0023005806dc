#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "analysis/validation/predict.hpp"
#include "analysis/validation/step_times.hpp"

namespace bacelab {

/// The errors of rows with equal texts in some columns, as fractions.
struct ErrorSummary {
  std::vector<std::string> texts;  ///< of these columns
  std::size_t rows = 0;            ///< predicted ones: those that were fitted don't count
  double mean_absolute = 0.0;
  double largest = 0.0;  ///< the one farthest from zero, with its sign
  double bias = 0.0;     ///< the mean
};

/// Which rows a summary is about.
enum class SummarizedRows { all, with_link };

/// A table of errors by the texts of some columns, in the order of their first rows.
struct ErrorTable {
  std::vector<std::string> columns;
  std::vector<ErrorSummary> summaries;
};

/// Summarizes the errors of the predicted rows. Throws InputError, which names `option`, if the
/// table has no such column.
[[nodiscard]] ErrorTable errors_by(const StepTimes& table, std::span<const Prediction> predictions,
                                   const std::vector<std::string>& columns, SummarizedRows which,
                                   const std::string& option);

}  // namespace bacelab
