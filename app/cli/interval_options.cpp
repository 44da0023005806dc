#include "app/cli/interval_options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <vector>

#include "core/simulation/metrics.hpp"

namespace bacelab {
namespace {

/// Where a name stands among those that CLI11 has checked.
template <class Names>
std::size_t place_of(const std::string& name, const Names& names) {
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

}  // namespace

void add_intervals(CLI::App& command, IntervalOptions& options) {
  add_confidence(command, options.confidence);
  command
      .add_option("--interval", options.interval,
                  "Method for differences and ratios: delta (and t), corrected by\njohnson for "
                  "skewness, or a bootstrap")
      ->check(CLI::IsMember(
          std::vector<std::string>(interval_method_names.begin(), interval_method_names.end())))
      ->type_name("NAME")
      ->capture_default_str();
  command
      .add_option("--adjust", options.adjustment,
                  "Adjustment for several baselines: of p-values, or of intervals too")
      ->check(
          CLI::IsMember(std::vector<std::string>(adjustment_names.begin(), adjustment_names.end())))
      ->type_name("NAME")
      ->capture_default_str();
  add_bootstrap(command, options.bootstrap, "the seed of the study");
}

ComparisonSettings settings_of(const IntervalOptions& options, std::uint64_t seed) {
  check_confidence(options.confidence);
  ComparisonSettings settings;
  settings.confidence = options.confidence;
  settings.interval =
      static_cast<IntervalMethod>(place_of(options.interval, interval_method_names));
  settings.adjustment = static_cast<Adjustment>(place_of(options.adjustment, adjustment_names));
  settings.bootstrap = options.bootstrap.with_seed(seed);
  return settings;
}

std::string metrics_text() {
  std::string text = "Metrics:\n";
  for (const MetricInfo& metric : metric_registry()) {
    text += fmt::format("  {:<22}  {} ({})\n", metric.name, metric.long_name, metric.units);
  }
  text.pop_back();
  return text;
}

}  // namespace bacelab
