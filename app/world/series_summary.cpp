#include "app/world/series_summary.hpp"

#include <algorithm>
#include <cmath>

namespace bacelab {

SeriesSummary summary_of(const Series& series, double end_s) {
  SeriesSummary summary;
  summary.least = summary.most = series.value(0);
  double squares = 0.0;
  for (std::size_t i = 0; series.has(i) && series.time(i) < end_s; ++i) {
    const double until = series.has(i + 1) ? std::min(series.time(i + 1), end_s) : end_s;
    const double weight = (until - series.time(i)) / end_s;
    const double value = series.value(i);
    // West 1979: stable where the deviation is small beside the mean.
    const double seen = series.time(i) / end_s;
    const double step = value - summary.mean;
    summary.mean += step * weight / (seen + weight);
    squares += step * step * seen * weight / (seen + weight);
    summary.least = std::min(summary.least, value);
    summary.most = std::max(summary.most, value);
  }
  summary.deviation = std::sqrt(squares);
  return summary;
}

std::vector<double> means_of_parts(const Series& series, double end_s, std::size_t parts) {
  const double length = end_s / static_cast<double>(parts);
  std::vector<double> means;
  for (std::size_t i = 0; i < parts; ++i) {
    const double from = length * static_cast<double>(i);
    means.push_back(series.integral(from, from + length) / length);
  }
  return means;
}

std::vector<double> counts_of_parts(const std::vector<double>& times_s, double end_s,
                                    std::size_t parts) {
  std::vector<double> counts(parts, 0.0);
  for (const double t : times_s) {
    if (t >= end_s) continue;
    const auto part = static_cast<std::size_t>(t / end_s * static_cast<double>(parts));
    ++counts[std::min(part, parts - 1)];
  }
  return counts;
}

}  // namespace bacelab
