#include "app/validation/validation_figure.hpp"

#include <string>
#include <vector>

namespace bacelab {
namespace {

/// The predicted rows of a schedule.
FigureSeries points_of(const Validation& validation, const NamedSchedule& named) {
  std::vector<double> measured;
  std::vector<double> errors;
  for (std::size_t i = 0; i < validation.table.rows.size(); ++i) {
    const StepTime& row = validation.table.rows[i];
    if (row.is_fitted || row.schedule != named.way) continue;
    measured.push_back(row.seconds);
    errors.push_back(validation.predictions[i].error);
  }
  return {.name = std::string(named.name),
          .mark = Mark::points,
          .columns = {{"measured", "s", std::move(measured)}, {"error", "1", std::move(errors)}}};
}

}  // namespace

Figure validation_figure(const Validation& validation) {
  Figure figure;
  figure.caption = "Error of each predicted step time over the time measured, by schedule.";
  Panel panel;
  panel.x = {
      .label = "measured time of an iteration", .unit = "s", .scale = AxisScale::logarithmic};
  panel.y = {.label = "predicted / measured - 1",
             .unit = "%",
             .divisor = 0.01,
             .references = {-0.1, 0.0, 0.1}};
  for (std::size_t i = 0; i < schedules().size(); ++i) {
    FigureSeries series = points_of(validation, schedules()[i]);
    series.number = i;
    if (rows_of(series) > 0) panel.series.push_back(std::move(series));
  }
  figure.panels.push_back(std::move(panel));
  return figure;
}

}  // namespace bacelab
