#pragma once

#include <iosfwd>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <vector>

#include "analysis/validation/errors.hpp"
#include "analysis/validation/predict.hpp"
#include "analysis/validation/step_times.hpp"
#include "experiments/text/table.hpp"

namespace bacelab {

/// A table of step times, what the model makes of them, and its errors by some columns.
struct Validation {
  StepTimes table;
  std::vector<Prediction> predictions;  ///< one a row
  std::vector<ErrorTable> errors;
};

/// Writes the errors for people: a title, and a row for each combination of texts, in percent,
/// in lines of at most `width` characters.
void write_table(std::ostream& out, const Validation& validation, std::size_t width = table_width);

/// Writes a line for each row of the table, with its line in the file: measured, predicted and
/// error. Those that were fitted are marked.
void write_rows(std::ostream& out, const Validation& validation, std::size_t width = table_width);

/// Writes the table of step times with the columns constant_s, predicted_s and error (a fraction)
/// appended, to full precision.
void write_csv(std::ostream& out, const Validation& validation);

/// The same rows and the errors as a JSON object, to full precision; fields of the table are texts.
[[nodiscard]] nlohmann::ordered_json to_json(const Validation& validation);

}  // namespace bacelab
