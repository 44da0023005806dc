#include "analysis/figures/distribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "core/errors.hpp"

namespace bacelab {
namespace {

/// The places of values in ascending order, equal ones as they come.
std::vector<std::size_t> order_of(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  return order;
}

}  // namespace

FigureSeries distribution_of(const std::vector<double>& values, const std::string& name,
                             const std::string& unit,
                             const std::vector<std::size_t>& replications) {
  const std::vector<std::size_t> order = order_of(values);
  const std::size_t count = values.size();
  const std::size_t steps = std::min(count, most_steps);
  std::vector<double> x;
  std::vector<double> fraction;
  std::vector<double> found_in;
  for (std::size_t i = 0; i < steps; ++i) {
    // The first and the last of all values, and others in equal distances.
    const std::size_t rank = steps == count ? i : i * (count - 1) / (steps - 1);
    const auto add = [&](double part) {
      x.push_back(values[order[rank]]);
      fraction.push_back(part);
      if (!replications.empty()) {
        found_in.push_back(static_cast<double>(replications[order[rank]]));
      }
    };
    if (i == 0) add(0.0);
    add(static_cast<double>(rank + 1) / static_cast<double>(count));
  }
  FigureSeries series = {
      .name = "",
      .mark = Mark::steps,
      .columns = {{name, unit, std::move(x)}, {"fraction", "1", std::move(fraction)}}};
  if (!replications.empty()) series.columns.push_back({"replication", "1", std::move(found_in)});
  return series;
}

FigureAxis fraction_axis(const std::string& things) {
  return {.label = "fraction of " + things, .range = AxisRange{0.0, 1.0}};
}

void require_positive(const std::vector<double>& values, const std::string& name) {
  const auto found = std::find_if(values.begin(), values.end(), [](double x) { return !(x > 0); });
  if (found == values.end()) return;
  throw InputError(fmt::format(
      "--log: {} is {} in a world, and a logarithmic axis has positive values only", name, *found));
}

}  // namespace bacelab
