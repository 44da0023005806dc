#include "analysis/figures/factor_axes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "analysis/figures/points.hpp"
#include "core/errors.hpp"

namespace bacelab {
namespace {

std::vector<const Factor*> chosen(const ResultsFile& file, const FigureQuestion& question,
                                  std::size_t axes) {
  std::vector<const Factor*> factors;
  const std::vector<const Factor*> varied = varied_factors(file, question.points);
  if (!question.x.empty()) factors.push_back(&factor_of(file, question.x, "--x"));
  if (!question.y.empty() && axes > 1) {
    const Factor& y = factor_of(file, question.y, "--y");
    if (factors.empty()) {
      const auto other = std::find_if(varied.begin(), varied.end(),
                                      [&](const Factor* factor) { return factor != &y; });
      if (other != varied.end()) factors.push_back(*other);
    }
    factors.push_back(&y);
  }
  for (const Factor* factor : varied) {
    if (factors.size() == axes) break;
    if (std::find(factors.begin(), factors.end(), factor) == factors.end()) {
      factors.push_back(factor);
    }
  }
  return factors;
}

void require_numbers(const Factor& factor) {
  if (std::holds_alternative<std::vector<double>>(factor.values)) return;
  throw InputError(fmt::format(
      "the values of {} are names, which stand on no axis; the figure 'overhead' shows them",
      factor.name));
}

}  // namespace

std::vector<const Factor*> factors_on_axes(const ResultsFile& file, const FigureQuestion& question,
                                           std::size_t axes) {
  const std::vector<const Factor*> factors = chosen(file, question, axes);
  if (factors.size() < axes || (axes == 2 && factors[0] == factors[1])) {
    throw InputError(fmt::format("{}: {} needed, and the points that are chosen vary {}",
                                 file.path().string(),
                                 axes == 1 ? "a factor is" : "two different factors are",
                                 factors.empty() ? "none" : "only " + factors[0]->name));
  }
  for (const Factor* factor : factors) require_numbers(*factor);
  for (const Factor* factor : varied_factors(file, question.points)) {
    if (std::find(factors.begin(), factors.end(), factor) != factors.end()) continue;
    throw InputError(fmt::format(
        "{}: the points vary {} too: fix it with --where {}=VALUE ({} ...), or choose other axes",
        file.path().string(), factor->name, factor->name,
        value_text(*factor, question.points.front())));
  }
  return factors;
}

std::vector<double> numbers_of(const Factor& factor, const std::vector<std::size_t>& points) {
  const auto* values = std::get_if<std::vector<double>>(&factor.values);
  if (values == nullptr) throw std::invalid_argument("the factor has names");
  std::vector<double> numbers;
  for (const std::size_t point : points) numbers.push_back((*values)[point]);
  return numbers;
}

FigureAxis axis_of(const Factor& factor, const std::vector<double>& values) {
  constexpr double wide = 30.0;
  const auto [least, largest] = std::minmax_element(values.begin(), values.end());
  const bool is_log = *least > 0.0 && (factor.range ? factor.range->scale == RangeScale::logarithmic
                                                    : *largest >= wide * *least);
  return {.label = factor.name,
          .unit = factor.units == "1" ? "" : factor.units,
          .scale = is_log ? AxisScale::logarithmic : AxisScale::linear};
}

}  // namespace bacelab
