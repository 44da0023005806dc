#include "analysis/comparison/mechanisms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ostream>

#include "analysis/comparison/text_table.hpp"
#include "analysis/statistics/moments.hpp"

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

std::string mean_text(const ResultsFile& file, std::size_t point, const std::string& policy,
                      const Mechanism& mechanism, const CompleteWorlds& worlds) {
  const std::vector<double> all = file.column(mechanism.metric, point, policy);
  std::vector<double> values;
  for (const std::size_t replication : worlds.replications) values.push_back(all[replication]);
  return fmt::format(fmt::runtime(mechanism.format), mechanism.factor * sample_mean(values));
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

void write_mechanisms(std::ostream& out, const ResultsFile& file, std::size_t point,
                      const Selection& selection, const CompleteWorlds& worlds) {
  const std::vector<Mechanism> mechanisms = mechanisms_of(file);
  if (mechanisms.empty()) return;
  std::vector<std::string> titles = {"policy"};
  for (const Mechanism& mechanism : mechanisms) titles.emplace_back(mechanism.title);
  TextTable table(std::move(titles));
  std::vector<std::string> policies = selection.baselines;
  policies.insert(policies.begin(), selection.policy);
  for (const std::string& policy : policies) {
    std::vector<std::string> row = {policy};
    for (const Mechanism& mechanism : mechanisms) {
      row.push_back(mean_text(file, point, policy, mechanism, worlds));
    }
    table.add_row(std::move(row));
  }
  out << "How active the mechanisms were: means over " << worlds.replications.size()
      << " worlds\n\n";
  table.write(out);
  out << '\n';
  write_wrapped(out,
                "edges refused: searches in which a link was too busy; out of order: starts not by "
                "arrival; reallocated: cross-region starts with stages moved to cheaper regions.");
}

}  // namespace bacelab
