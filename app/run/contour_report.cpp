#include "app/run/contour_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ostream>

#include "analysis/contour/contour_rule.hpp"
#include "app/run/contour_of_study.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

std::string name_of(const ContourTarget& target) {
  return fmt::format("{} = {:g}", target.output, target.level);
}

/// How many cells of the lattice have all corners open, which are not surely on one side.
std::size_t cells_with_contour(const PrecisionOutcome& outcome, std::size_t resolution) {
  std::size_t cells = 0;
  for (std::size_t row = 0; row + 1 < resolution; ++row) {
    for (std::size_t column = 0; column + 1 < resolution; ++column) {
      const std::size_t first = row * resolution + column;
      const std::array corners = {first, first + 1, first + resolution, first + resolution + 1};
      const auto side = [&](std::size_t point) { return outcome[point].contour->side; };
      const bool is_open = std::all_of(corners.begin(), corners.end(), [&](std::size_t point) {
        return side(point) != Side::closed;
      });
      const bool is_one_side = side(first) != Side::in_doubt &&
                               std::all_of(corners.begin(), corners.end(), [&](std::size_t point) {
                                 return side(point) == side(first);
                               });
      if (is_open && !is_one_side) ++cells;
    }
  }
  return cells;
}

std::size_t points_on(Side side, const PrecisionOutcome& outcome) {
  return static_cast<std::size_t>(
      std::count_if(outcome.begin(), outcome.end(),
                    [&](const PointPrecision& point) { return point.contour->side == side; }));
}

/// "above", "below" or "on" if all points that ran are there, else empty.
std::string only_side(const PrecisionOutcome& outcome) {
  const std::size_t open = outcome.size() - points_on(Side::closed, outcome);
  for (const Side side : {Side::above, Side::below, Side::on}) {
    if (points_on(side, outcome) == open) {
      return std::string(side_names[static_cast<std::size_t>(side)]);
    }
  }
  return "";
}

}  // namespace

std::vector<std::string> contour_lines(const StudyFile& file) {
  const ContourTarget& target = *file.design().contour();
  const ContourSearch search = contour_search(file);
  const std::size_t worlds = std::min(search.most_worlds, file.box().worlds());
  return {
      fmt::format("{}, on {} x {} points", name_of(target), target.resolution, target.resolution),
      fmt::format("at most {} runs, {:g} % of a full grid (design.most_of_grid)",
                  grouped(file.box().runs_of(worlds)), 100.0 * target.most_of_grid)};
}

ExitCode print_contour(std::ostream& out, const PrecisionOutcome& outcome, const StudyFile& file) {
  const ContourTarget& target = *file.design().contour();
  std::size_t worlds = 0;
  for (const PointPrecision& point : outcome) {
    worlds += static_cast<std::size_t>(point.replications);
  }
  const std::size_t open = outcome.size() - points_on(Side::closed, outcome);
  out << fmt::format(
      "bacelab: {} of {} points and {:.1f} % of the runs of a full grid\n", grouped(open),
      grouped(outcome.size()),
      100.0 * static_cast<double>(worlds) / static_cast<double>(file.box().worlds()));
  if (const std::string side = only_side(outcome); !side.empty()) {
    out << fmt::format("bacelab: no contour: {} is {} {:g} at all points that ran\n", target.output,
                       side, target.level);
  } else {
    out << fmt::format(
        "bacelab: {} runs through {} of the {} cells of the lattice; {} points are "
        "in doubt\n",
        name_of(target), grouped(cells_with_contour(outcome, target.resolution)),
        grouped((target.resolution - 1) * (target.resolution - 1)),
        grouped(points_on(Side::in_doubt, outcome)));
  }
  const bool is_spent = std::any_of(
      outcome.begin(), outcome.end(),
      [](const PointPrecision& point) { return point.reason == StopReason::runs_spent; });
  if (!is_spent) return ExitCode::done;
  out << fmt::format(
      "bacelab: more than {:g} % of a full grid would be needed; allow more with --resume --set "
      "design.most_of_grid=SHARE\n",
      100.0 * target.most_of_grid);
  return ExitCode::precision_not_reached;
}

}  // namespace bacelab
