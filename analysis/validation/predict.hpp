#pragma once

#include <vector>

#include "analysis/validation/step_times.hpp"

namespace bacelab {

/// Time in s of an iteration (MODEL.md section 3) of a row's pipeline when a micro-batch needs
/// `constant_s` for its way through the whole model, forward and backward. The slowest stage has
/// the rounded-up share of the layers and sets c; all boundaries are alike; no demand limits what a
/// link carries.
[[nodiscard]] double predicted_seconds(const StepTime& row, double constant_s);

/// The constant for which the prediction of a row is the time measured, to the last bits. Throws
/// InputError, which names `file` and the line, if there is none > 0: the links alone take longer.
[[nodiscard]] double fitted_constant(const StepTime& row, const std::string& file);

/// What the model makes of a row.
struct Prediction {
  double constant_s = 0.0;  ///< of its group
  double predicted_s = 0.0;
  double error = 0.0;  ///< predicted / measured - 1
};

/// A prediction for each row of a table. Throws InputError if a group can't be fitted, or if there
/// is nothing but rows that were fitted.
[[nodiscard]] std::vector<Prediction> predictions(const StepTimes& table);

}  // namespace bacelab
