#include "app/compare/tables.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <iostream>
#include <string>

#include "analysis/comparison/design_table.hpp"
#include "analysis/comparison/report.hpp"
#include "analysis/figures/points.hpp"
#include "app/cli/output.hpp"
#include "experiments/text/table.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

/// A table for each metric, with a line for each point.
std::vector<CellTable> tables_of_design(const ResultsFile& file,
                                        const CompareCommandOptions& options,
                                        const std::vector<PointComparison>& points) {
  const auto varied = varied_factors(file, points_of(file, options.point));
  std::vector<std::string> names;
  for (const Factor* factor : varied) names.push_back(factor->name);
  std::vector<DesignPoint> lines;
  for (const PointComparison& at : points) {
    DesignPoint& line = lines.emplace_back(DesignPoint{at.points.front(), {}});
    for (const Factor* factor : varied) line.values.push_back(value_text(*factor, line.point));
  }
  std::vector<CellTable> tables;
  for (std::size_t metric = 0; metric < options.metrics.size(); ++metric) {
    std::vector<Comparison> of_metric;
    for (const PointComparison& at : points) of_metric.push_back(at.comparisons[metric]);
    tables.push_back(design_cells(names, lines, of_metric));
  }
  return tables;
}

/// A table for each metric and point.
std::vector<CellTable> tables_of_points(const std::vector<PointComparison>& points) {
  std::vector<CellTable> tables;
  for (const PointComparison& at : points) {
    for (const Comparison& comparison : at.comparisons) tables.push_back(policy_cells(comparison));
  }
  return tables;
}

}  // namespace

void write_pages(const ResultsFile& file, const Selection& selection,
                 const std::vector<PointComparison>& points) {
  const std::size_t width = output_width();
  for (const PointComparison& point : points) {
    if (&point != &points.front()) std::cout << '\n';
    for (const Comparison& comparison : point.comparisons) {
      write_table(std::cout, comparison, width);
      std::cout << '\n';
    }
    write_mechanisms(std::cout, file, point.points, selection, point.worlds, width);
  }
}

void write_design(const ResultsFile& file, const CompareCommandOptions& options,
                  const std::vector<PointComparison>& points) {
  const std::size_t width = output_width();
  for (const CellTable& table : tables_of_design(file, options, points)) {
    write_text(std::cout, table, width);
    std::cout << '\n';
  }
  const std::size_t all = points_of(file, options.point).size();
  if (!options.point && all < file.points()) {
    write_wrapped(std::cout,
                  fmt::format("{} of {} points ran: the search of the contour did not need the "
                              "others.",
                              grouped(all), grouped(file.points())),
                  width);
  }
  if (all > points.size()) {
    write_wrapped(std::cout,
                  fmt::format("The first {} of {} points, {} more: --all shows them, --csv writes "
                              "them.",
                              points.size(), grouped(all), grouped(all - points.size())),
                  width);
  }
  write_wrapped(std::cout,
                "--point I or --each-point: p-values, worst worlds and mechanisms of a point; "
                "--pooled: all points together.",
                width);
}

void write_tables(const ResultsFile& file, const CompareCommandOptions& options,
                  const std::vector<PointComparison>& points) {
  const bool by_lines = is_by_lines(options, points.size());
  const char* separator = "";
  for (const CellTable& table :
       by_lines ? tables_of_design(file, options, points) : tables_of_points(points)) {
    std::cout << separator;
    options.latex ? write_latex(std::cout, table) : write_markdown(std::cout, table);
    separator = "\n";
  }
}

}  // namespace bacelab
