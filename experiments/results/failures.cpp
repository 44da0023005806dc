#include "experiments/results/failures.hpp"

#include <cstdint>
#include <string>

#include "experiments/results/bare_dimension.hpp"
#include "experiments/results/create_variable.hpp"
#include "experiments/results/schema.hpp"
#include "experiments/results/storage_error.hpp"

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
    throw StorageError(group.place().file, "a failure has no place, policy or message",
                       changed_file_advice);
  }
  for (std::size_t i = 0; i < points.size(); ++i) {
    failures.push_back({static_cast<std::size_t>(points[i]),
                        static_cast<std::size_t>(replications[i]), policies[i], messages[i]});
  }
  return failures;
}

}  // namespace bacelab
