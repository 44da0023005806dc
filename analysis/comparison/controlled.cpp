#include "analysis/comparison/controlled.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <nlohmann/json.hpp>
#include <ostream>

#include "analysis/comparison/design_table.hpp"
#include "analysis/reporting/records.hpp"
#include "analysis/statistics/intervals.hpp"
#include "core/errors.hpp"
#include "experiments/results/read_columns.hpp"
#include "experiments/text/table.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

std::vector<Control> controls_of(const ResultsFile& file, std::size_t point,
                                 const CompleteWorlds& worlds, const DrawnWorlds& drawn) {
  const auto& summaries = file.description().world_summaries;
  std::vector<Control> controls;
  for (std::size_t i = 0; i < summaries.size(); ++i) {
    const auto all = file.world_summary(summaries[i].name, {point, 1, 0, file.replications()});
    Control& control = controls.emplace_back(Control{summaries[i].name, {}, drawn.sums.at(i)});
    for (const std::size_t replication : worlds.replications) {
      control.values.push_back(all[replication]);
      control.mean += all[replication];
    }
    control.mean /= static_cast<double>(drawn.count + worlds.replications.size());
  }
  return controls;
}

}  // namespace

ControlledMeans controlled_means(const ResultsFile& file, std::size_t point,
                                 const std::string& metric, const Selection& selection,
                                 const CompleteWorlds& worlds, const DrawnWorlds& drawn,
                                 double confidence) {
  if (worlds.dropped > 0) {
    throw InputError(fmt::format(
        "{}: point {}: worlds with incomplete runs are left out, so that those that remain are not "
        "like all others: control variates would be biased; leave --control out",
        file.path().string(), point));
  }
  const std::size_t ran = worlds.replications.size();
  constexpr std::size_t fewest = 100;
  if (ran < fewest) {
    throw InputError(fmt::format("{}: point {}: {} worlds are too few for --control; {} are needed",
                                 file.path().string(), point, ran, fewest));
  }
  const ControlVariates controls(controls_of(file, point, worlds, drawn), ran, ran + drawn.count);
  ControlledMeans result = {
      controls.used(), controls.unused(), controls.drawn(), policies_of(selection), {}, {}};
  for (const auto& values :
       read_columns(file, metric, point, result.policies, worlds.replications)) {
    result.without.push_back(mean_estimate(values, confidence));
    result.means.push_back(controls.mean(values, confidence));
  }
  return result;
}

namespace {

/// "world_jobs (constant), ...", by reason.
std::string unused_text(const std::vector<UnusedControl>& unused) {
  std::map<std::string, std::vector<std::string>> names;
  for (const UnusedControl& control : unused) names[control.reason].push_back(control.name);
  std::string text;
  for (const auto& [reason, of_reason] : names) {
    text += fmt::format("{}{} ({})", text.empty() ? "" : ", ", fmt::join(of_reason, ", "), reason);
  }
  return text;
}

std::string worlds_text(const ControlledMean& mean) {
  if (!mean.worlds.has_value()) return "-";
  return grouped(static_cast<std::size_t>(mean.worlds.value() + 0.5)) + " worlds";
}

}  // namespace

void write_controlled(std::ostream& out, const ControlledMeans& controlled, const DisplayUnit& unit,
                      std::size_t width) {
  CellTable table;
  table.titles = {"", "mean" + unit.bracketed(), "with controls" + unit.bracketed(),
                  "as precise as"};
  for (std::size_t i = 0; i < controlled.policies.size(); ++i) {
    table.rows.push_back(
        {controlled.policies[i], estimate_text(controlled.without[i], unit.divisor),
         estimate_text(controlled.means[i].mean, unit.divisor), worlds_text(controlled.means[i])});
  }
  write_columns(out, table, width);
  out << '\n';
  if (!controlled.means.front().mean.value.has_value()) {
    write_wrapped(out, "Controls: " + controlled.means.front().mean.value.reason() + ".", width);
  }
  std::string text = fmt::format(
      "Controls: {} {} of the worlds, with their means over {} worlds, most of which did not run; "
      "as "
      "precise as so many worlds without. Differences and overheads gain little and have none.",
      controlled.summaries.size(), controlled.summaries.size() == 1 ? "summary" : "summaries",
      grouped(controlled.drawn));
  if (!controlled.unused.empty()) {
    text += " Left out: " + unused_text(controlled.unused) + ".";
  }
  write_wrapped(out, text, width);
  out << '\n';
}

nlohmann::ordered_json json_of(const ControlledMeans& controlled) {
  using Json = nlohmann::ordered_json;
  Json object;
  object["summaries"] = controlled.summaries;
  object["left_out"] = Json::array();
  for (const UnusedControl& control : controlled.unused) {
    object["left_out"].push_back({{"summary", control.name}, {"reason", control.reason}});
  }
  object["drawn"] = controlled.drawn;
  object["means"] = Json::array();
  for (std::size_t i = 0; i < controlled.policies.size(); ++i) {
    object["means"].push_back({{"policy", controlled.policies[i]},
                               {"without", json_of(controlled.without[i])},
                               {"mean", json_of(controlled.means[i].mean)},
                               {"worlds", json_of(controlled.means[i].worlds)}});
  }
  return object;
}

}  // namespace bacelab
