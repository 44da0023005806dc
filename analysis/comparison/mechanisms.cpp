#include "analysis/comparison/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ostream>

#include "analysis/comparison/design_table.hpp"
#include "analysis/statistics/moments.hpp"
#include "experiments/results/read_columns.hpp"
#include "experiments/text/table.hpp"

namespace bacelab {
namespace {

/// A column of the table: a metric and how its mean is shown.
struct Mechanism {
  const char* metric;
  const char* title;
  double factor;
  const char* format;
};

constexpr std::array all_mechanisms = {
    Mechanism{"edges_refused_share", "edges refused %", 100.0, "{:.1f}"},
    Mechanism{"out_of_order_share", "out of order %", 100.0, "{:.1f}"},
    Mechanism{"reallocated_share", "reallocated %", 100.0, "{:.1f}"},
    Mechanism{"cross_region_jobs", "cross-region jobs", 1.0, "{:.2f}"},
    Mechanism{"stalled_fraction", "stalled %", 100.0, "{:.2f}"},
    Mechanism{"network_utilisation", "network %", 100.0, "{:.2f}"},
};

/// The mean of each policy over the worlds of all points, as it is shown.
std::vector<std::string> mean_texts(const ResultsFile& file, std::span<const std::size_t> points,
                                    std::span<const std::string> policies,
                                    const Mechanism& mechanism, const CompleteWorlds& worlds) {
  std::vector<CompensatedSum> sums(policies.size());
  for (const std::size_t point : points) {
    visit_slabs(file, mechanism.metric, point, policies, worlds.replications,
                [&](const std::vector<std::vector<double>>& slab) {
                  for (std::size_t i = 0; i < slab.size(); ++i) {
                    for (const double value : slab[i]) sums[i].add(value);
                  }
                });
  }
  const auto runs = static_cast<double>(points.size() * worlds.replications.size());
  std::vector<std::string> texts;
  for (const CompensatedSum& sum : sums) {
    const double mean = sum.divided_by(runs);
    texts.push_back(fmt::format(fmt::runtime(mechanism.format), mechanism.factor * mean));
  }
  return texts;
}

/// Those that the file knows.
std::vector<Mechanism> mechanisms_of(const ResultsFile& file) {
  const std::vector<std::string> known = file.metric_names();
  std::vector<Mechanism> mechanisms;
  for (const Mechanism& mechanism : all_mechanisms) {
    if (std::find(known.begin(), known.end(), mechanism.metric) != known.end()) {
      mechanisms.push_back(mechanism);
    }
  }
  return mechanisms;
}

}  // namespace

void write_mechanisms(std::ostream& out, const ResultsFile& file,
                      std::span<const std::size_t> points, const Selection& selection,
                      const CompleteWorlds& worlds, std::size_t width) {
  const std::vector<Mechanism> mechanisms = mechanisms_of(file);
  if (mechanisms.empty()) return;
  const std::vector<std::string> policies = policies_of(selection);
  std::vector<std::string> titles = {"policy"};
  std::vector<std::vector<std::string>> rows;
  for (const std::string& policy : policies) rows.push_back({policy});
  for (const Mechanism& mechanism : mechanisms) {
    titles.emplace_back(mechanism.title);
    const auto texts = mean_texts(file, points, policies, mechanism, worlds);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].push_back(texts[i]);
  }
  CellTable table;
  table.titles = std::move(titles);
  table.rows = std::move(rows);
  out << "How active the mechanisms were: means over " << points.size() * worlds.replications.size()
      << " worlds\n\n";
  write_columns(out, table, width);
  out << '\n';
  write_wrapped(
      out,
      "edges refused: searches in which a link was too busy; out of order: starts not in order of "
      "arrival; reallocated: cross-region starts with stages moved to cheaper regions.",
      width);
}

}  // namespace bacelab
