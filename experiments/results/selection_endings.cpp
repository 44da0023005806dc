#include "experiments/results/selection_endings.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "experiments/results/create_variable.hpp"
#include "experiments/results/schema.hpp"
#include "experiments/text/storage_error.hpp"

namespace bacelab {
namespace {

using hdf5::Dataset;
using hdf5::Element;
using hdf5::Group;

/// The attribute of `selected` that names the metric.
constexpr std::string_view metric_attribute = "metric";

/// Makes a variable along `point`, or along `point` and `policy`.
Dataset create(const Group& root, const VariableInfo& info, Element element,
               const hdf5::Shape& shape) {
  Dataset dataset = create_variable(root, info, {element, shape});
  dataset.attach_scale(0, root.open_dataset(schema::point.name));
  if (shape.size() > 1) dataset.attach_scale(1, root.open_dataset(schema::policy.name));
  return dataset;
}

std::string selected_of(const PointSelection& selection, const std::vector<std::string>& policies) {
  const auto found =
      std::find_if(selection.policies.begin(), selection.policies.end(),
                   [](const PolicyEnd& end) { return end.verdict == Verdict::selected; });
  return found == selection.policies.end()
             ? ""
             : policies.at(static_cast<std::size_t>(found - selection.policies.begin()));
}

}  // namespace

void write_selection(const Group& root, const PrecisionOutcome& outcome) {
  const auto policies = root.open_dataset(schema::policy.name).read_strings();
  const std::string& metric = outcome.front().selection->metric;
  std::vector<double> zones;
  std::vector<std::string> selected;
  std::vector<std::int64_t> dropped_from;
  std::vector<std::uint8_t> verdicts;
  for (const PointPrecision& point : outcome) {
    zones.push_back(point.selection->zone);
    selected.push_back(selected_of(*point.selection, policies));
    for (const PolicyEnd& end : point.selection->policies) {
      dropped_from.push_back(end.replications);
      verdicts.push_back(static_cast<std::uint8_t>(end.verdict));
    }
  }
  VariableInfo zone = schema::indifference_zone.info();
  zone.units =
      root.open_dataset(metric).attributes().read_string(schema::variable_attribute::units);
  const hdf5::Shape points = {outcome.size()};
  const hdf5::Shape ends = {outcome.size(), policies.size()};
  const Dataset zone_variable = create(root, zone, Element::float64, points);
  zone_variable.write<double>(zones, zone_variable.whole());
  const Dataset best = create(root, schema::selected.info(), Element::string, points);
  best.write_strings(selected);
  best.attributes().write(metric_attribute, metric);
  const Dataset from = create(root, schema::dropped_from.info(), Element::int64, ends);
  from.write<std::int64_t>(dropped_from, from.whole());
  const Dataset verdict = create(root, schema::verdict.info(), Element::uint8, ends);
  verdict.write<std::uint8_t>(verdicts, verdict.whole());
  write_flags(verdict, verdict_names);
}

void read_selection(const Group& root, PrecisionOutcome& outcome) {
  const Dataset zone = root.open_dataset(schema::indifference_zone.name);
  const Dataset from = root.open_dataset(schema::dropped_from.name);
  const Dataset verdict = root.open_dataset(schema::verdict.name);
  const std::string metric =
      root.open_dataset(schema::selected.name).attributes().read_string(metric_attribute);
  const std::size_t policies = root.open_dataset(schema::policy.name).shape().at(0);
  const auto zones = zone.read<double>(zone.whole());
  const auto replications = from.read<std::int64_t>(from.whole());
  const auto verdicts = verdict.read<std::uint8_t>(verdict.whole());
  if (zones.size() != outcome.size() || replications.size() != outcome.size() * policies ||
      verdicts.size() != replications.size()) {
    refuse_changed_file(root.place().file, "what was selected at some points is missing");
  }
  for (std::size_t point = 0; point < outcome.size(); ++point) {
    PointSelection selection = {metric, zones[point], {}};
    for (std::size_t i = point * policies; i < (point + 1) * policies; ++i) {
      if (verdicts[i] >= verdict_names.size()) {
        refuse_changed_file(root.place().file,
                            "there is no verdict " + std::to_string(verdicts[i]));
      }
      if (replications[i] < 0 || replications[i] > outcome[point].replications) {
        refuse_changed_file(root.place().file, "a policy can't be dropped from replication " +
                                                   std::to_string(replications[i]) + " on");
      }
      selection.policies.push_back({replications[i], static_cast<Verdict>(verdicts[i])});
    }
    outcome[point].selection = std::move(selection);
  }
}

}  // namespace bacelab
