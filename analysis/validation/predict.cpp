#include "analysis/validation/predict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "core/errors.hpp"
#include "core/workload/template.hpp"

namespace bacelab {
namespace {

/// The parameters of a row's iteration besides its stages.
MicroBatches micro_batches_of(const StepTime& row) {
  Template model;
  model.recompute = row.recompute;
  return {row.micro_batches, forward_share(model), weight_gradient_share(model)};
}

Boundary boundary_of(const StepTime& row) {
  if (!row.link) return {};
  return {8.0 * row.boundary_bytes / row.link->bit_per_s, row.link->delay_s};
}

}  // namespace

double predicted_seconds(const StepTime& row, double constant_s) {
  const int layers_of_slowest = (row.layers + row.stages - 1) / row.stages;
  StageGroup stage;
  stage.stages = 1;
  stage.stage_time_s = constant_s * layers_of_slowest / row.layers;
  const auto stages = static_cast<std::size_t>(row.stages);
  return iteration_time({row.schedule, 0}, std::vector(stages, stage),
                        std::vector(stages - 1, boundary_of(row)), micro_batches_of(row));
}

double fitted_constant(const StepTime& row, const std::string& file) {
  const double without_computing = predicted_seconds(row, 0.0);
  if (without_computing >= row.seconds) {
    throw InputError(fmt::format(
        "{}:{}: seconds = {}: the transfers of this row alone take {:.4g} s, so no time of a "
        "micro-batch fits; check gbit_per_s, delay_ms and micro_batches, or fit another row of "
        "the group",
        file, row.line, row.seconds, without_computing));
  }
  double low = 0.0;
  double high = row.seconds;
  while (predicted_seconds(row, high) < row.seconds) high *= 2.0;
  for (;;) {
    const double middle = low + (high - low) / 2.0;
    if (middle <= low || middle >= high) return high;
    (predicted_seconds(row, middle) < row.seconds ? low : high) = middle;
  }
}

std::vector<Prediction> predictions(const StepTimes& table) {
  std::map<std::pair<std::string_view, std::string_view>, double> constants;
  for (const StepTime& row : table.rows) {
    if (row.is_fitted) constants[{row.check, row.group}] = fitted_constant(row, table.file);
  }
  if (constants.size() == table.rows.size()) {
    throw InputError(table.file + ": no row has fit = no, so there is nothing to predict");
  }
  std::vector<Prediction> all;
  for (const StepTime& row : table.rows) {
    Prediction& one = all.emplace_back();
    one.constant_s = constants.at({row.check, row.group});
    one.predicted_s = predicted_seconds(row, one.constant_s);
    one.error = one.predicted_s / row.seconds - 1.0;
  }
  return all;
}

}  // namespace bacelab
