#include "app/run/print_precision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ostream>

#include "experiments/results/point_label.hpp"
#include "mpi_runner/progress/progress.hpp"

namespace bacelab {
namespace {

constexpr std::size_t most_points_shown = 40;

std::string width_text(double points) {
  return std::isfinite(points) ? fmt::format("+-{:.2f} points", points) : "no interval";
}

std::string line_of(const PointPrecision& point) {
  const bool reached = point.reason == StopReason::precision_reached;
  return fmt::format(
      "{} replications, {} ({}; {}: {})", grouped(static_cast<std::size_t>(point.replications)),
      reached ? "precise" : "no more are allowed", width_text(point.half_width_points),
      reached ? "last" : "widest", point.last_comparison);
}

}  // namespace

ExitCode print_precision(std::ostream& out, const PrecisionOutcome& outcome,
                         std::span<const Factor> factors) {
  for (std::size_t i = 0; i < std::min(outcome.size(), most_points_shown); ++i) {
    const std::string label = point_label(factors, i);
    out << fmt::format("  point {}{}{}: {}\n", i, label.empty() ? "" : ", ", label,
                       line_of(outcome[i]));
  }
  if (outcome.size() > most_points_shown) {
    out << fmt::format("  and {} points more: see replications_run in the results\n",
                       grouped(outcome.size() - most_points_shown));
  }
  const auto missed = static_cast<std::size_t>(std::count_if(
      outcome.begin(), outcome.end(),
      [](const PointPrecision& point) { return point.reason == StopReason::maximum_reached; }));
  if (missed == 0) return ExitCode::done;
  out << fmt::format(
      "bacelab: {} of {} points did not reach the precision; allow more with --resume --set "
      "study.replications=N\n",
      grouped(missed), grouped(outcome.size()));
  return ExitCode::precision_not_reached;
}

}  // namespace bacelab
