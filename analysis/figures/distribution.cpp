#include "analysis/figures/distribution.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/errors.hpp"

namespace bacelab {

FigureSeries distribution_of(std::vector<double> values, const std::string& name,
                             const std::string& unit) {
  std::sort(values.begin(), values.end());
  const std::size_t count = values.size();
  const std::size_t steps = std::min(count, most_steps);
  std::vector<double> x;
  std::vector<double> fraction;
  for (std::size_t i = 0; i < steps; ++i) {
    // The first and the last of all values, and others in equal distances.
    const std::size_t rank = steps == count ? i : i * (count - 1) / (steps - 1);
    if (i == 0) {
      x.push_back(values[rank]);
      fraction.push_back(0.0);
    }
    x.push_back(values[rank]);
    fraction.push_back(static_cast<double>(rank + 1) / static_cast<double>(count));
  }
  return {.name = "",
          .mark = Mark::steps,
          .columns = {{name, unit, std::move(x)}, {"fraction", "1", std::move(fraction)}}};
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
