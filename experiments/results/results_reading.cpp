#include "experiments/results/results_variables.hpp"

#include <cstdint>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "core/errors.hpp"
#include "experiments/box/plugin_list.hpp"
#include "experiments/box/study_identity.hpp"
#include "experiments/box/text_list.hpp"
#include "experiments/results/schema.hpp"
#include "experiments/text/storage_error.hpp"

namespace bacelab {
namespace {

using hdf5::Dataset;
using hdf5::Element;
using hdf5::Group;

[[noreturn]] void refuse(const Group& root, const std::string& problem, std::string_view advice) {
  throw InputError(root.place().file.string() + ": " + problem + "; " + std::string(advice));
}

void require_variable(const Group& root, const Group& group, std::string_view name) {
  if (group.contains(name)) return;
  refuse(root, "variable '" + group.place().child(name).object + "' is missing",
         changed_file_advice);
}

/// What one variable says of itself.
VariableInfo read_info(const Dataset& variable, const std::string& name) {
  const hdf5::Attributes attributes = variable.attributes();
  return {name, attributes.read_string(schema::variable_attribute::units),
          attributes.read_string(schema::variable_attribute::long_name),
          attributes.read_string(schema::variable_attribute::description)};
}

std::optional<FactorRange> read_range(const hdf5::Attributes& attributes) {
  if (!attributes.contains(schema::variable_attribute::scale)) return std::nullopt;
  const std::string scale = attributes.read_string(schema::variable_attribute::scale);
  return FactorRange{attributes.read<double>(schema::variable_attribute::low),
                     attributes.read<double>(schema::variable_attribute::high),
                     scale == range_scale_names[0] ? RangeScale::linear : RangeScale::logarithmic,
                     attributes.read<std::int64_t>(schema::variable_attribute::integer) != 0};
}

Factor read_factor(const Dataset& variable, const std::string& name) {
  const VariableInfo info = read_info(variable, name);
  Factor factor = {name, info.units, info.description, {}};
  if (variable.element() == Element::string) {
    factor.values = variable.read_strings();
  } else {
    factor.values = variable.read<double>(variable.whole());
  }
  factor.range = read_range(variable.attributes());
  return factor;
}

/// The values and what a whole number means, by the blanks between the meanings.
DesignColumn read_design_column(const Dataset& variable, const std::string& name) {
  const hdf5::Attributes attributes = variable.attributes();
  DesignColumn column = {name.substr(schema::design_prefix.size()),
                         attributes.read_string(schema::variable_attribute::description),
                         {}};
  if (variable.element() == Element::float64) {
    column.values = variable.read<double>(variable.whole());
  } else {
    column.values = variable.read<std::int64_t>(variable.whole());
  }
  if (!attributes.contains(schema::variable_attribute::flag_meanings)) return column;
  std::istringstream words(attributes.read_string(schema::variable_attribute::flag_meanings));
  for (std::string word; words >> word;) column.meanings.push_back(word);
  return column;
}

/// The variables of the root group that are not in every file are the columns of the design, the
/// factors, along one axis, the summaries of worlds, and the metrics, along three.
void read_study_variables(const Group& root, ResultsDescription& description) {
  const auto common = schema::root_names();
  for (const std::string& name : root.names()) {
    if (common.contains(name)) continue;
    const Dataset variable = root.open_dataset(name);
    if (name.starts_with(schema::design_prefix)) {
      description.design.columns.push_back(read_design_column(variable, name));
    } else if (name.starts_with(schema::world_prefix)) {
      description.world_summaries.push_back(read_info(variable, name));
    } else if (variable.shape().size() == 1) {
      description.factors.push_back(read_factor(variable, name));
    } else {
      description.metrics.push_back(read_info(variable, name));
    }
  }
}

/// The length of what has one axis.
std::size_t length(const Group& root, const Dataset& variable) {
  const hdf5::Shape shape = variable.shape();
  if (shape.size() == 1) return shape.front();
  refuse(root, "variable '" + variable.place().object + "' does not have one axis",
         changed_file_advice);
}

void read_job_columns(const Group& root, ResultsDescription& description) {
  if (!root.contains(schema::jobs_group)) return;
  const Group jobs = root.open_group(schema::jobs_group);
  const auto common = schema::job_names();
  for (const std::string& name : jobs.names()) {
    if (common.contains(name)) continue;
    description.job_columns.push_back(read_info(jobs.open_dataset(name), name));
  }
  const std::size_t runs = description.box().runs();
  if (runs == 0) return;
  description.jobs_per_run = length(root, jobs.open_dataset(schema::job_dimension)) / runs;
}

void read_root_attributes(const hdf5::Attributes& attributes, ResultsDescription& description) {
  description.title = attributes.read_string(schema::attribute::title);
  description.seed = attributes.read<std::uint64_t>(schema::attribute::seed);
  description.study = attributes.read_string(schema::attribute::study);
  description.model = attributes.read<std::int64_t>(schema::attribute::model);
  description.program_version = attributes.read_string(schema::attribute::program_version);
  description.git_describe = attributes.read_string(schema::attribute::git_describe);
  description.compiler = attributes.read_string(schema::attribute::compiler);
}

/// Files of older programs don't have them.
void read_builds(const hdf5::Attributes& attributes, ResultsDescription& description) {
  if (!attributes.contains(schema::attribute::arithmetic)) return;
  description.arithmetic = attributes.read_string(schema::attribute::arithmetic);
  description.builds = text_list_from(attributes.read_string(schema::attribute::builds));
}

/// Files of older programs, and of studies without plugins, don't have it.
void read_plugins(const hdf5::Attributes& attributes, ResultsDescription& description) {
  if (!attributes.contains(schema::attribute::plugins)) return;
  description.plugins = plugin_list_from(attributes.read_string(schema::attribute::plugins));
}

/// Files of older programs don't have it.
void read_identity(const hdf5::Attributes& of_points, ResultsDescription& description) {
  if (!of_points.contains(schema::variable_attribute::study_identity)) return;
  description.identity =
      identity_from_text(of_points.read_string(schema::variable_attribute::study_identity));
}

/// Files of older programs don't say what design they have: theirs were single points and grids.
void read_design_attributes(const hdf5::Attributes& attributes, ResultsDescription& description) {
  DesignDescription& design = description.design;
  design.type = attributes.contains(schema::attribute::design_type)
                    ? attributes.read_string(schema::attribute::design_type)
                : description.factors.empty() ? "single"
                                              : "grid";
  for (const std::string& name : attributes.names()) {
    if (!name.starts_with(schema::design_prefix) || attributes.element(name) != Element::int64) {
      continue;
    }
    design.numbers.push_back(
        {name.substr(schema::design_prefix.size()), attributes.read<std::int64_t>(name)});
  }
}

Dataset open_of_shape(const Group& root, const Group& group, std::string_view name,
                      const hdf5::Shape& shape) {
  Dataset variable = group.open_dataset(name);
  if (variable.shape() == shape) return variable;
  refuse(root, "variable '" + variable.place().object + "' has another shape than the study",
         changed_file_advice);
}

JobVariables open_jobs(const Group& root, const ResultsDescription& description) {
  const Group jobs = root.open_group(schema::jobs_group);
  const hdf5::Shape shape = {description.box().runs() * description.jobs_per_run};
  const auto open = [&](std::string_view name) { return open_of_shape(root, jobs, name, shape); };
  JobVariables variables = {open(schema::point.name),
                            open(schema::replication.name),
                            open(schema::policy.name),
                            open(schema::job_id.name),
                            {}};
  for (const VariableInfo& column : description.job_columns) {
    variables.columns.push_back(open(column.name));
  }
  return variables;
}

}  // namespace

void require_schema(const Group& root) {
  const hdf5::Attributes attributes = root.attributes();
  if (!attributes.contains(schema::attribute::schema)) {
    refuse(root, "this HDF5 file is not a results file",
           "give the path of a file that 'bacelab run' wrote");
  }
  const std::string version = attributes.read_string(schema::attribute::schema);
  if (version != results_schema) {
    refuse(root, "the file has the schema '" + version + "'",
           "this program reads '" + std::string(results_schema) + "'; use the one that wrote it");
  }
  for (const schema::FixedVariable& variable :
       {schema::point, schema::replication, schema::policy, schema::status, schema::redraws}) {
    require_variable(root, root, variable.name);
  }
  require_variable(root, root, schema::timing_group);
  require_variable(root, root.open_group(schema::timing_group), schema::wall_s.name);
}

ResultsDescription read_description(const Group& root) {
  ResultsDescription description;
  read_root_attributes(root.attributes(), description);
  description.points = length(root, root.open_dataset(schema::point.name));
  description.replications = length(root, root.open_dataset(schema::replication.name));
  description.policies = root.open_dataset(schema::policy.name).read_strings();
  read_study_variables(root, description);
  read_design_attributes(root.attributes(), description);
  read_job_columns(root, description);
  try {
    read_builds(root.attributes(), description);
    read_plugins(root.attributes(), description);
    read_identity(root.open_dataset(schema::point.name).attributes(), description);
    schema::require_storable(description);
  } catch (const std::invalid_argument& error) {
    refuse(root, error.what(), changed_file_advice);
  }
  return description;
}

ResultsVariables open_variables(const Group& root, const ResultsDescription& description) {
  const hdf5::Shape box = {description.points, description.replications,
                           description.policies.size()};
  ResultsVariables variables = {
      {},
      open_of_shape(root, root, schema::status.name, box),
      open_of_shape(root, root, schema::redraws.name, {box[0], box[1]}),
      open_of_shape(root, root.open_group(schema::timing_group), schema::wall_s.name, box),
      {},
      std::nullopt};
  for (const VariableInfo& summary : description.world_summaries) {
    variables.summaries.push_back(open_of_shape(root, root, summary.name, {box[0], box[1]}));
  }
  for (const VariableInfo& metric : description.metrics) {
    variables.metrics.push_back(open_of_shape(root, root, metric.name, box));
  }
  if (description.jobs_per_run > 0) variables.jobs = open_jobs(root, description);
  return variables;
}

}  // namespace bacelab
