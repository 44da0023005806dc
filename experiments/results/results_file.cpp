#include "experiments/results/results_file.hpp"

#include <algorithm>
#include <span>

#include "core/errors.hpp"
#include "core/registry.hpp"
#include "experiments/results/endings.hpp"
#include "experiments/results/results_variables.hpp"
#include "experiments/results/schema.hpp"
#include "experiments/text/storage_error.hpp"

namespace bacelab {
namespace {

/// Calls `open`; what is wrong with a file that the user named is a mistake in the input.
template <class Open>
auto as_input(const Open& open) {
  try {
    return open();
  } catch (const StorageError& error) {
    throw InputError(error.what());
  }
}

hdf5::File open_checked(const std::filesystem::path& path, SealCheck check) {
  if (check == SealCheck::required) require_sealed(path);
  return as_input([&] {
    hdf5::File file = hdf5::File::open(path);
    require_schema(file.root());
    return file;
  });
}

/// Where `name` stands in `known`; `kind` says what it is the name of.
std::size_t index_of(std::string_view name, std::span<const std::string> known,
                     std::string_view kind, const std::filesystem::path& path) {
  const auto found = std::find(known.begin(), known.end(), name);
  if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
  std::string message = path.string();
  message.append(": there is no ").append(kind).append(" '").append(name).append("'");
  message.append(did_you_mean(name, known));
  message.append(known.empty() ? "; there is none" : "; there are ");
  for (const std::string& each : known) {
    message.append(&each == known.data() ? "" : ", ").append(each);
  }
  throw InputError(message);
}

std::vector<std::string> variable_names(std::span<const VariableInfo> variables) {
  std::vector<std::string> names;
  for (const VariableInfo& variable : variables) names.push_back(variable.name);
  return names;
}

std::vector<RunStatus> statuses(std::span<const std::uint8_t> numbers,
                                const std::filesystem::path& path) {
  std::vector<RunStatus> result;
  result.reserve(numbers.size());
  for (const std::uint8_t number : numbers) {
    if (number >= run_status_names.size()) {
      refuse_changed_file(path, "there is no status " + std::to_string(number));
    }
    result.push_back(static_cast<RunStatus>(number));
  }
  return result;
}

hdf5::Slab slab_of(const WorldBox& box, std::size_t policies) {
  return {{box.first_point, box.first_replication, 0}, {box.points, box.replications, policies}};
}

template <class T>
std::string text_of(const std::vector<T>& numbers) {
  std::string text;
  for (const T number : numbers) {
    text.append(text.empty() ? "" : " ").append(std::to_string(number));
  }
  return text;
}

std::string attribute_text(const hdf5::Attributes& attributes, const std::string& name) {
  switch (attributes.element(name)) {
    case hdf5::Element::string:
      return attributes.read_string(name);
    case hdf5::Element::float64:
      return text_of(attributes.read_array<double>(name));
    case hdf5::Element::uint64:
      return text_of(attributes.read_array<std::uint64_t>(name));
    case hdf5::Element::int64:
    case hdf5::Element::uint8:
      return text_of(attributes.read_array<std::int64_t>(name));
  }
  return "";
}

}  // namespace

ResultsFile::ResultsFile(const std::filesystem::path& path, SealCheck check)
    : path_(path),
      file_(open_checked(path, check)),
      description_(as_input([&] { return read_description(file_.root()); })),
      precision_(
          as_input([&] { return read_precision_outcome(file_.root(), points(), replications()); })),
      variables_(as_input([&] { return open_variables(file_.root(), description_); })) {}

std::size_t ResultsFile::replications_run(std::size_t point) const {
  return precision_ ? static_cast<std::size_t>(precision_->at(point).replications) : replications();
}

std::vector<std::size_t> ResultsFile::points_run() const {
  std::vector<std::size_t> run;
  for (std::size_t point = 0; point < points(); ++point) {
    if (replications_run(point) > 0) run.push_back(point);
  }
  return run;
}

std::size_t ResultsFile::replications_run(std::size_t point, std::string_view policy) const {
  const std::size_t of_point = replications_run(point);
  if (!precision_ || !precision_->at(point).selection) return of_point;
  return static_cast<std::size_t>(
      precision_->at(point).selection->policies.at(policy_index(policy)).replications);
}

std::vector<std::string> ResultsFile::metric_names() const { return variable_names(metrics()); }

const VariableInfo& ResultsFile::metric(std::string_view name) const {
  return metrics()[index_of(name, metric_names(), "metric", path_)];
}

std::size_t ResultsFile::policy_index(std::string_view name) const {
  return index_of(name, policies(), "policy", path_);
}

std::string ResultsFile::study_directory() const {
  const hdf5::Group root = file_.root();
  const hdf5::Attributes attributes = root.attributes();
  return attributes.contains(schema::attribute::run_study_directory)
             ? attributes.read_string(schema::attribute::run_study_directory)
             : "";
}

std::map<std::string, std::string> ResultsFile::attributes() const {
  std::map<std::string, std::string> texts;
  const hdf5::Group root = file_.root();
  const hdf5::Attributes attributes = root.attributes();
  for (const std::string& name : attributes.names()) {
    texts[name] = attribute_text(attributes, name);
  }
  return texts;
}

std::vector<double> ResultsFile::column(std::string_view metric, std::size_t point,
                                        std::string_view policy) const {
  return metric_variable(metric).read<double>(policy_slab(point, policy));
}

std::vector<RunStatus> ResultsFile::status(std::size_t point, std::string_view policy) const {
  return statuses(variables_.status.read<std::uint8_t>(policy_slab(point, policy)), path_);
}

std::vector<double> ResultsFile::wall_s(std::size_t point, std::string_view policy) const {
  return variables_.wall_s.read<double>(policy_slab(point, policy));
}

std::vector<double> ResultsFile::wall_s_values(const WorldBox& box) const {
  return variables_.wall_s.read<double>(slab_of(box, policies().size()));
}

std::vector<RunFailure> ResultsFile::failures() const { return read_failures(file_.root()); }

std::vector<double> ResultsFile::metric_values(std::string_view metric, const WorldBox& box) const {
  return metric_variable(metric).read<double>(slab_of(box, policies().size()));
}

std::vector<RunStatus> ResultsFile::status_values(const WorldBox& box) const {
  return statuses(variables_.status.read<std::uint8_t>(slab_of(box, policies().size())), path_);
}

std::vector<std::int64_t> ResultsFile::redraws(const WorldBox& box) const {
  return variables_.redraws.read<std::int64_t>(
      {{box.first_point, box.first_replication}, {box.points, box.replications}});
}

std::vector<double> ResultsFile::world_summary(std::string_view name, const WorldBox& box) const {
  if (description_.world_summaries.empty()) {
    throw InputError(path_.string() + ": has no summaries of its worlds, such as '" +
                     std::string(name) +
                     "': an earlier version wrote it; run the study again to have them");
  }
  const std::size_t index =
      index_of(name, variable_names(description_.world_summaries), "summary of worlds", path_);
  return variables_.summaries[index].read<double>(
      {{box.first_point, box.first_replication}, {box.points, box.replications}});
}

std::vector<double> ResultsFile::job_values(std::string_view column, const WorldBox& box) const {
  const std::size_t index =
      index_of(column, variable_names(description_.job_columns), "job column", path_);
  const StudyBox study = description_.box();
  const WorldRange worlds = study.worlds_of(box);
  const std::size_t jobs = description_.jobs_per_run;
  return variables_.jobs->columns[index].read<double>(
      {{study.runs_of(worlds.first) * jobs}, {study.runs_of(worlds.count) * jobs}});
}

const hdf5::Dataset& ResultsFile::metric_variable(std::string_view name) const {
  return variables_.metrics[index_of(name, metric_names(), "metric", path_)];
}

hdf5::Slab ResultsFile::policy_slab(std::size_t point, std::string_view policy) const {
  if (point >= points()) {
    throw InputError(path_.string() + ": there is no point " + std::to_string(point) +
                     "; the last one is " + std::to_string(points() - 1));
  }
  return {{point, 0, policy_index(policy)}, {1, replications(), 1}};
}

}  // namespace bacelab
