#include "experiments/results/endings.hpp"

#include <cstdint>
#include <string>

#include "experiments/results/contour_endings.hpp"
#include "experiments/results/create_variable.hpp"
#include "experiments/results/schema.hpp"
#include "experiments/results/selection_endings.hpp"
#include "experiments/text/storage_error.hpp"

namespace bacelab {
namespace {

using hdf5::Dataset;
using hdf5::Element;
using hdf5::Group;

/// Makes a variable along the failures.
Dataset create(const Group& group, const schema::FixedVariable& variable, Element element,
               const Dataset& dimension) {
  Dataset dataset = create_variable(group, variable.info(), {element, dimension.shape()});
  dataset.attach_scale(0, dimension);
  return dataset;
}

template <class T, class Member>
std::vector<T> column(std::span<const RunFailure> failures, Member member) {
  std::vector<T> values;
  for (const RunFailure& failure : failures) values.push_back(static_cast<T>(failure.*member));
  return values;
}

}  // namespace

void write_failures(const Group& root, std::span<const RunFailure> failures) {
  if (failures.empty()) return;
  const Group group = root.create_group(schema::failures_group);
  const Dataset dimension =
      create_bare_dimension(group, schema::failure_dimension, failures.size());
  const auto integers = [&](const schema::FixedVariable& variable,
                            std::size_t RunFailure::*member) {
    const auto values = column<std::int64_t>(failures, member);
    const Dataset dataset = create(group, variable, Element::int64, dimension);
    dataset.write<std::int64_t>(values, dataset.whole());
  };
  const auto texts = [&](const schema::FixedVariable& variable, std::string RunFailure::*member) {
    create(group, variable, Element::string, dimension)
        .write_strings(column<std::string>(failures, member));
  };
  integers(schema::point, &RunFailure::point);
  integers(schema::replication, &RunFailure::replication);
  texts(schema::failed_policy, &RunFailure::policy);
  texts(schema::message, &RunFailure::message);
}

std::vector<RunFailure> read_failures(const Group& root) {
  std::vector<RunFailure> failures;
  if (!root.contains(schema::failures_group)) return failures;
  const Group group = root.open_group(schema::failures_group);
  const auto integers = [&](const schema::FixedVariable& variable) {
    const Dataset dataset = group.open_dataset(variable.name);
    return dataset.read<std::int64_t>(dataset.whole());
  };
  const auto points = integers(schema::point);
  const auto replications = integers(schema::replication);
  const auto policies = group.open_dataset(schema::failed_policy.name).read_strings();
  const auto messages = group.open_dataset(schema::message.name).read_strings();
  for (const std::size_t size : {replications.size(), policies.size(), messages.size()}) {
    if (size == points.size()) continue;
    refuse_changed_file(group.place().file, "a failure has no place, policy or message");
  }
  for (std::size_t i = 0; i < points.size(); ++i) {
    failures.push_back({static_cast<std::size_t>(points[i]),
                        static_cast<std::size_t>(replications[i]), policies[i], messages[i]});
  }
  return failures;
}

namespace {

using hdf5::Dataset;
using hdf5::Element;
using hdf5::Group;

Dataset create(const Group& root, const schema::FixedVariable& variable, Element element,
               std::size_t points) {
  Dataset dataset = create_variable(root, variable.info(), {element, {points}});
  dataset.attach_scale(0, root.open_dataset(schema::point.name));
  return dataset;
}

template <class T>
void write(const Group& root, const schema::FixedVariable& variable, const std::vector<T>& values) {
  const Dataset dataset = create(root, variable, hdf5::element_of<T>(), values.size());
  dataset.write<T>(values, dataset.whole());
}

/// One number of all points.
template <class T, class Value>
std::vector<T> each(const PrecisionOutcome& outcome, const Value& value) {
  std::vector<T> values;
  for (const PointPrecision& point : outcome) values.push_back(static_cast<T>(value(point)));
  return values;
}

template <class T>
std::vector<T> read(const Group& root, const schema::FixedVariable& variable) {
  const Dataset dataset = root.open_dataset(variable.name);
  return dataset.read<T>(dataset.whole());
}

}  // namespace

void write_precision(const Group& root, const PrecisionOutcome& outcome) {
  write<std::int64_t>(root, schema::replications_run,
                      each<std::int64_t>(outcome, [](const auto& p) { return p.replications; }));
  write<std::uint8_t>(root, schema::stop_reason,
                      each<std::uint8_t>(outcome, [](const auto& p) { return p.reason; }));
  write_flags(root.open_dataset(schema::stop_reason.name), stop_reason_names);
  if (outcome.front().selection) {
    write_selection(root, outcome);
    return;
  }
  if (outcome.front().contour) {
    write_contour(root, outcome);
    return;
  }
  const Dataset last = create(root, schema::last_comparison, Element::string, outcome.size());
  std::vector<std::string> names;
  for (const PointPrecision& point : outcome) names.push_back(point.last_comparison);
  last.write_strings(names);
  write<double>(root, schema::half_width_points,
                each<double>(outcome, [](const auto& p) { return p.half_width_points; }));
}

std::optional<PrecisionOutcome> read_precision_outcome(const Group& root, std::size_t points,
                                                       std::size_t most_replications) {
  if (!root.contains(schema::replications_run.name)) return std::nullopt;
  const auto replications = read<std::int64_t>(root, schema::replications_run);
  const auto reasons = read<std::uint8_t>(root, schema::stop_reason);
  const bool selects = root.contains(schema::selected.name);
  const bool has_contour = root.contains(schema::contour_side.name);
  const bool has_intervals = !selects && !has_contour;
  const auto names = !has_intervals
                         ? std::vector<std::string>(points)
                         : root.open_dataset(schema::last_comparison.name).read_strings();
  const auto widths =
      !has_intervals ? std::vector<double>(points) : read<double>(root, schema::half_width_points);
  for (const std::size_t size :
       {replications.size(), reasons.size(), names.size(), widths.size()}) {
    if (size != points)
      refuse_changed_file(root.place().file, "the precision of some points is missing");
  }
  PrecisionOutcome outcome;
  for (std::size_t i = 0; i < points; ++i) {
    if (reasons[i] >= stop_reason_names.size()) {
      refuse_changed_file(root.place().file,
                          "there is no stop reason " + std::to_string(reasons[i]));
    }
    if (replications[i] < 0 || static_cast<std::size_t>(replications[i]) > most_replications) {
      refuse_changed_file(root.place().file, "a point can't have " +
                                                 std::to_string(replications[i]) + " replications");
    }
    outcome.push_back(
        {replications[i], static_cast<StopReason>(reasons[i]), names[i], widths[i], {}});
  }
  if (selects) read_selection(root, outcome);
  if (has_contour) read_contour(root, outcome);
  return outcome;
}

}  // namespace bacelab
