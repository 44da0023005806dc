#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "experiments/results/hdf5/file.hpp"
#include "experiments/results/results_file.hpp"
#include "experiments/results/schema.hpp"

namespace bacelab::testing {

/// The bytes of all values of a dataset.
inline std::string value_bytes(const hdf5::Dataset& dataset) {
  std::string bytes;
  const auto append = [&](const auto& values) {
    bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(values[0]));
  };
  switch (dataset.element()) {
    case hdf5::Element::float64:
      append(dataset.read<double>(dataset.whole()));
      break;
    case hdf5::Element::uint8:
      append(dataset.read<std::uint8_t>(dataset.whole()));
      break;
    case hdf5::Element::int64:
      append(dataset.read<std::int64_t>(dataset.whole()));
      break;
    case hdf5::Element::uint64:
      append(dataset.read<std::uint64_t>(dataset.whole()));
      break;
    case hdf5::Element::string:
      for (const std::string& text : dataset.read_strings()) bytes += text + '\n';
  }
  return bytes;
}

/// All of a results file that does not depend on how it was made: values and attributes, by name.
inline std::map<std::string, std::string> reproducible(const std::filesystem::path& path) {
  std::map<std::string, std::string> found;
  for (const auto& [name, value] : ResultsFile(path).attributes()) {
    if (!name.starts_with(schema::attribute::run_prefix)) found["attribute " + name] = value;
  }
  const hdf5::File file = hdf5::File::open(path);
  const auto read_group = [&](const hdf5::Group& group, const std::string& prefix) {
    for (const std::string& name : group.names()) {
      if (name == schema::timing_group || name == schema::jobs_group ||
          name == schema::failures_group) {
        continue;
      }
      found[prefix + name] = value_bytes(group.open_dataset(name));
    }
  };
  read_group(file.root(), "");
  for (const auto name : {schema::jobs_group, schema::failures_group}) {
    if (file.root().contains(name)) {
      read_group(file.root().open_group(name), std::string(name) + '/');
    }
  }
  return found;
}

}  // namespace bacelab::testing
