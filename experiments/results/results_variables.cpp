#include "experiments/results/results_variables.hpp"

#include <array>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "core/no_value.hpp"
#include "experiments/box/plugin_list.hpp"
#include "experiments/box/run_block.hpp"
#include "experiments/box/study_identity.hpp"
#include "experiments/box/text_list.hpp"
#include "experiments/results/create_variable.hpp"
#include "experiments/results/schema.hpp"

namespace bacelab {
namespace {

using hdf5::Dataset;
using hdf5::Element;
using hdf5::Group;
using hdf5::Storage;

/// What integers say of a job that has no row.
constexpr double no_job = -1;

std::string joined(std::span<const std::string> words) {
  std::string text;
  for (const std::string& word : words) text.append(text.empty() ? "" : " ").append(word);
  return text;
}

std::vector<std::int64_t> counted(std::size_t size) {
  std::vector<std::int64_t> numbers(size);
  std::iota(numbers.begin(), numbers.end(), 0);
  return numbers;
}

/// The coordinate variables that are the dimensions of a study.
struct Scales {
  Dataset point;
  Dataset replication;
  Dataset policy;
};

Dataset create_counting_scale(const Group& root, const schema::FixedVariable& variable,
                              std::size_t size) {
  Dataset scale = create_variable(root, variable.info(), {Element::int64, {size}});
  scale.write<std::int64_t>(counted(size), scale.whole());
  scale.make_scale(variable.name);
  return scale;
}

Dataset create_policy_scale(const Group& root, std::span<const std::string> policies) {
  Dataset scale =
      create_variable(root, schema::policy.info(), {Element::string, {policies.size()}});
  scale.write_strings(policies);
  scale.make_scale(schema::policy.name);
  return scale;
}

Scales create_scales(const Group& root, const ResultsDescription& description) {
  return {create_counting_scale(root, schema::point, description.points),
          create_counting_scale(root, schema::replication, description.replications),
          create_policy_scale(root, description.policies)};
}

std::string design_name(const std::string& name) {
  return std::string(schema::design_prefix) + name;
}

void write_range(const hdf5::Attributes& attributes, const FactorRange& range) {
  attributes.write(schema::variable_attribute::low, range.low);
  attributes.write(schema::variable_attribute::high, range.high);
  attributes.write(schema::variable_attribute::scale,
                   range_scale_names.at(static_cast<std::size_t>(range.scale)));
  attributes.write(schema::variable_attribute::integer, std::int64_t{range.whole ? 1 : 0});
}

void create_factor(const Group& root, const Factor& factor, const Scales& scales) {
  const VariableInfo info = {factor.name, factor.units, factor.name, factor.description};
  const auto* const numbers = std::get_if<std::vector<double>>(&factor.values);
  const Element element = numbers != nullptr ? Element::float64 : Element::string;
  const Dataset variable = create_variable(root, info, {element, {value_count(factor)}});
  if (numbers != nullptr) {
    variable.write<double>(*numbers, variable.whole());
  } else {
    variable.write_strings(std::get<std::vector<std::string>>(factor.values));
  }
  variable.attach_scale(0, scales.point);
  if (factor.range) write_range(variable.attributes(), *factor.range);
}

template <class T>
void create_point_variable(const Group& root, const VariableInfo& info,
                           const std::vector<T>& values, const std::vector<std::string>& meanings,
                           const Scales& scales) {
  constexpr Element element = std::is_same_v<T, double> ? Element::float64 : Element::int64;
  const Dataset variable = create_variable(root, info, {element, {values.size()}});
  variable.write<T>(values, variable.whole());
  variable.attach_scale(0, scales.point);
  if (meanings.empty()) return;
  variable.attributes().write_array<std::int64_t>(schema::variable_attribute::flag_values,
                                                  counted(meanings.size()));
  variable.attributes().write(schema::variable_attribute::flag_meanings, joined(meanings));
}

void create_design_column(const Group& root, const DesignColumn& column, const Scales& scales) {
  const VariableInfo info = {design_name(column.name), "1", column.name + " of the design",
                             column.description};
  std::visit(
      [&](const auto& values) {
        create_point_variable(root, info, values, column.meanings, scales);
      },
      column.values);
}

/// Makes a variable [point, replication, policy].
Dataset create_box(const Group& group, const VariableInfo& info, Element element,
                   const ResultsDescription& description, const Scales& scales) {
  const std::size_t policies = description.policies.size();
  Storage storage = {element,
                     {description.points, description.replications, policies},
                     box_chunk(description.points, description.replications, policies)};
  if (element == Element::float64) storage.fill = no_value;
  Dataset variable = create_variable(group, info, storage);
  variable.attach_scale(0, scales.point);
  variable.attach_scale(1, scales.replication);
  variable.attach_scale(2, scales.policy);
  return variable;
}

/// Lists the factors, and what else the design says of points, as coordinates, by which readers
/// know them from the metrics.
void write_coordinates(const Dataset& variable, const ResultsDescription& description) {
  std::vector<std::string> names;
  for (const Factor& factor : description.factors) names.push_back(factor.name);
  for (const DesignColumn& column : description.design.columns) {
    names.push_back(design_name(column.name));
  }
  if (names.empty()) return;
  variable.attributes().write(schema::variable_attribute::coordinates, joined(names));
}

Dataset create_status(const Group& root, const ResultsDescription& description,
                      const Scales& scales) {
  Dataset status = create_box(root, schema::status.info(), Element::uint8, description, scales);
  write_coordinates(status, description);
  write_flags(status, run_status_names);
  return status;
}

/// Makes a variable [point, replication].
Dataset create_of_worlds(const Group& root, const VariableInfo& info, Element element,
                         const ResultsDescription& description, const Scales& scales) {
  const hdf5::Shape shape = {description.points, description.replications};
  hdf5::Shape chunk = box_chunk(shape[0], shape[1], 1);
  chunk.pop_back();
  Storage storage = {element, shape, chunk};
  if (element == Element::float64) storage.fill = no_value;
  Dataset variable = create_variable(root, info, storage);
  variable.attach_scale(0, scales.point);
  variable.attach_scale(1, scales.replication);
  write_coordinates(variable, description);
  return variable;
}

std::vector<Dataset> create_summaries(const Group& root, const ResultsDescription& description,
                                      const Scales& scales) {
  std::vector<Dataset> summaries;
  for (const VariableInfo& summary : description.world_summaries) {
    summaries.push_back(create_of_worlds(root, summary, Element::float64, description, scales));
  }
  return summaries;
}

std::vector<Dataset> create_metrics(const Group& root, const ResultsDescription& description,
                                    const Scales& scales) {
  std::vector<Dataset> metrics;
  for (const VariableInfo& metric : description.metrics) {
    metrics.push_back(create_box(root, metric, Element::float64, description, scales));
    write_coordinates(metrics.back(), description);
  }
  return metrics;
}

/// Makes a variable along the rows of jobs.
Dataset create_row_variable(const Group& jobs, const VariableInfo& info, Element element,
                            const Dataset& dimension) {
  const std::size_t rows = dimension.shape().front();
  const double fill = element == Element::float64 ? no_value : no_job;
  Dataset variable = create_variable(jobs, info, {element, {rows}, row_chunk(rows), fill});
  variable.attach_scale(0, dimension);
  return variable;
}

void write_policy_flags(const Dataset& policy, std::span<const std::string> policies) {
  policy.attributes().write_array<std::int64_t>(schema::variable_attribute::flag_values,
                                                counted(policies.size()));
  policy.attributes().write(schema::variable_attribute::flag_meanings, joined(policies));
}

JobVariables create_jobs(const Group& root, const ResultsDescription& description) {
  const Group jobs = root.create_group(schema::jobs_group);
  const Dataset dimension = create_bare_dimension(
      jobs, schema::job_dimension, description.box().runs() * description.jobs_per_run);
  const auto integer = [&](const schema::FixedVariable& variable) {
    return create_row_variable(jobs, variable.info(), Element::int64, dimension);
  };
  JobVariables variables = {integer(schema::point),
                            integer(schema::replication),
                            integer(schema::policy),
                            integer(schema::job_id),
                            {}};
  write_policy_flags(variables.policy, description.policies);
  for (const VariableInfo& column : description.job_columns) {
    variables.columns.push_back(create_row_variable(jobs, column, Element::float64, dimension));
  }
  return variables;
}

Dataset create_wall_s(const Group& root, const ResultsDescription& description,
                      const Scales& scales) {
  const Group timing = root.create_group(schema::timing_group);
  return create_box(timing, schema::wall_s.info(), Element::float64, description, scales);
}

void write_root_attributes(const hdf5::Attributes& attributes,
                           const ResultsDescription& description) {
  attributes.write(schema::attribute::title, description.title);
  attributes.write(schema::attribute::conventions, schema::conventions);
  attributes.write(schema::attribute::schema, results_schema);
  attributes.write(schema::attribute::model, description.model);
  attributes.write(schema::attribute::program_version, description.program_version);
  attributes.write(schema::attribute::git_describe, description.git_describe);
  attributes.write(schema::attribute::compiler, description.compiler);
  attributes.write(schema::attribute::arithmetic, description.arithmetic);
  attributes.write(schema::attribute::builds, text_list(description.builds));
  attributes.write(schema::attribute::seed, description.seed);
  attributes.write(schema::attribute::random_numbers, schema::random_numbers);
  attributes.write(schema::attribute::study, description.study);
  if (!description.plugins.empty()) {
    attributes.write(schema::attribute::plugins, plugin_list(description.plugins));
  }
}

void write_design(const hdf5::Attributes& attributes, const ResultsDescription& description) {
  attributes.write(schema::attribute::design_type, description.design.type);
  std::vector<std::string> factors;
  for (const Factor& factor : description.factors) factors.push_back(factor.name);
  if (!factors.empty()) attributes.write(schema::attribute::design_factors, joined(factors));
  for (const DesignNumber& number : description.design.numbers) {
    attributes.write(design_name(number.name), number.value);
  }
}

}  // namespace

ResultsVariables create_variables(const Group& root, const ResultsDescription& description) {
  write_root_attributes(root.attributes(), description);
  write_design(root.attributes(), description);
  const Scales scales = create_scales(root, description);
  if (description.identity) {
    scales.point.attributes().write(schema::variable_attribute::study_identity,
                                    identity_text(*description.identity));
  }
  for (const Factor& factor : description.factors) create_factor(root, factor, scales);
  for (const DesignColumn& column : description.design.columns) {
    create_design_column(root, column, scales);
  }
  ResultsVariables variables = {
      create_metrics(root, description, scales),
      create_status(root, description, scales),
      create_of_worlds(root, schema::redraws.info(), Element::int64, description, scales),
      create_wall_s(root, description, scales),
      create_summaries(root, description, scales),
      std::nullopt};
  if (description.jobs_per_run > 0) variables.jobs = create_jobs(root, description);
  return variables;
}

}  // namespace bacelab
