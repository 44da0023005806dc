#include "experiments/results/difference.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <functional>
#include <limits>
#include <map>
#include <set>
#include <span>
#include <string_view>
#include <variant>

#include "experiments/results/schema.hpp"

namespace bacelab {
namespace {

using Words = std::vector<std::string>;

void compare_sizes(std::string_view what, std::size_t a, std::size_t b, Words& differences) {
  if (a == b) return;
  differences.push_back(std::string(what) + ": " + std::to_string(a) + " and " + std::to_string(b));
}

/// Says which names only one of two lists has.
void compare_names(std::string_view kind, const Words& a, const Words& b, Words& differences) {
  const auto only_in = [&](const Words& one, const Words& other, std::string_view which) {
    for (const std::string& name : one) {
      if (std::find(other.begin(), other.end(), name) != other.end()) continue;
      differences.push_back(std::string(kind) + " '" + name + "' is only in the " +
                            std::string(which) + " file");
    }
  };
  only_in(a, b, "first");
  only_in(b, a, "second");
}

template <class Named>
Words names_of(const std::vector<Named>& items) {
  Words names;
  for (const Named& item : items) names.push_back(item.name);
  return names;
}

/// Calls `compare(x, y)` for the items of two lists that have the same name.
template <class Named, class Compare>
void for_each_pair(const std::vector<Named>& a, const std::vector<Named>& b,
                   const Compare& compare) {
  for (const Named& x : a) {
    const auto y =
        std::find_if(b.begin(), b.end(), [&](const Named& z) { return z.name == x.name; });
    if (y != b.end()) compare(x, *y);
  }
}

bool same_values(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return a == b;
}

/// Bit for bit.
bool same_values(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

bool same_factor_values(const FactorValues& a, const FactorValues& b) {
  if (a.index() != b.index()) return false;
  return std::visit(
      [&](const auto& values) {
        return same_values(values, std::get<std::decay_t<decltype(values)>>(b));
      },
      a);
}

template <class Named>
void compare_units(std::string_view kind, const std::vector<Named>& a, const std::vector<Named>& b,
                   Words& differences) {
  for_each_pair(a, b, [&](const Named& x, const Named& y) {
    if (x.units == y.units) return;
    differences.push_back("units of " + std::string(kind) + " '" + x.name + "': '" + x.units +
                          "' and '" + y.units + "'");
  });
}

template <class Named>
void compare_lists(std::string_view kind, const std::vector<Named>& a, const std::vector<Named>& b,
                   Words& differences) {
  compare_names(kind, names_of(a), names_of(b), differences);
  compare_units(kind, a, b, differences);
}

void compare_factor_values(const ResultsFile& a, const ResultsFile& b, Words& differences) {
  for_each_pair(a.factors(), b.factors(), [&](const Factor& x, const Factor& y) {
    if (!same_factor_values(x.values, y.values)) {
      differences.push_back("factor '" + x.name + "' has other values");
    }
  });
}

/// Equal in all but what is told to people.
bool same_design_columns(const std::vector<DesignColumn>& a, const std::vector<DesignColumn>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const DesignColumn& x, const DesignColumn& y) {
                      return x.name == y.name && x.values == y.values;
                    });
}

/// What differs between executions of one study.
bool is_passed_over(std::string_view name) {
  return name.starts_with(schema::attribute::run_prefix);
}

bool is_only_a_note(std::string_view name) {
  const std::set<std::string_view> notes = {
      schema::attribute::title,           schema::attribute::study,
      schema::attribute::program_version, schema::attribute::git_describe,
      schema::attribute::compiler,        schema::attribute::arithmetic,
      schema::attribute::builds,          schema::attribute::plugins};
  return notes.contains(name);
}

/// The words for an attribute that differs; a study's text is too long to repeat.
std::string attribute_words(const std::string& name, const std::string& a, const std::string& b) {
  if (name == schema::attribute::study) return "the study files differ";
  return name + ": '" + a + "' and '" + b + "'";
}

void compare_attributes(const ResultsFile& a, const ResultsFile& b, StructureDifference& result) {
  std::map<std::string, std::string> in_a = a.attributes();
  std::map<std::string, std::string> in_b = b.attributes();
  std::map<std::string, std::string> names = in_a;
  names.insert(in_b.begin(), in_b.end());
  for (const auto& [name, ignored] : names) {
    if (is_passed_over(name) || in_a[name] == in_b[name]) continue;
    Words& words = is_only_a_note(name) ? result.notes : result.differences;
    words.push_back(attribute_words(name, in_a[name], in_b[name]));
  }
}

}  // namespace

StructureDifference find_structure_differences(const ResultsFile& a, const ResultsFile& b) {
  StructureDifference result;
  compare_attributes(a, b, result);
  const std::size_t before = result.differences.size();
  compare_sizes("points", a.points(), b.points(), result.differences);
  compare_sizes("replications", a.replications(), b.replications(), result.differences);
  compare_sizes("jobs in a run", a.description().jobs_per_run, b.description().jobs_per_run,
                result.differences);
  result.same_box = result.differences.size() == before;
  compare_names("policy", a.policies(), b.policies(), result.differences);
  compare_lists("factor", a.factors(), b.factors(), result.differences);
  compare_factor_values(a, b, result.differences);
  if (!same_design_columns(a.description().design.columns, b.description().design.columns)) {
    result.differences.emplace_back("the design has other points");
  }
  if (a.precision() != b.precision()) {
    result.differences.emplace_back("a precision target ended points elsewhere");
  }
  compare_lists("metric", a.metrics(), b.metrics(), result.differences);
  compare_lists("summary of worlds", a.description().world_summaries,
                b.description().world_summaries, result.differences);
  compare_lists("job column", a.description().job_columns, b.description().job_columns,
                result.differences);
  return result;
}

namespace {

/// Values of one file that are in memory at a time.
constexpr std::size_t pair_slab_values = std::size_t{1} << 18;

/// The same policy in two files.
struct PolicyPair {
  std::string name;
  std::size_t in_a = 0;
  std::size_t in_b = 0;
};

/// A variable of both files, and how to read it.
struct Variable {
  std::string name;
  std::size_t jobs = 0;  ///< values to a run; 0: one
  std::function<std::vector<double>(const ResultsFile&, const WorldBox&)> read;
};

std::size_t values_per_run(const Variable& variable) {
  return std::max<std::size_t>(variable.jobs, 1);
}

bool same_bits(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

double relative_difference(double a, double b) {
  if (a == b || (std::isnan(a) && std::isnan(b))) return 0.0;
  if (!std::isfinite(a) || !std::isfinite(b)) return std::numeric_limits<double>::infinity();
  const double scale = std::max(std::abs(a), std::abs(b));
  return std::abs(a / scale - b / scale);
}

/// The values of a variable in a box of worlds, in both files.
struct Slab {
  WorldBox worlds;
  std::vector<double> a;
  std::vector<double> b;
  StudyBox box_a;  ///< of the values in `a`
  StudyBox box_b;
};

/// Adds a pair of values to what is known of a variable; `place` is called for the first pair only.
template <class Place>
void count_pair(double a, double b, const Place& place, VariableDifference& difference) {
  ++difference.compared_values;
  if (same_bits(a, b)) return;
  if (difference.differing_values++ == 0) {
    difference.first = place();
    difference.first_a = a;
    difference.first_b = b;
  }
  difference.largest_relative = std::max(difference.largest_relative, relative_difference(a, b));
}

/// Compares the values of one policy in one world of a slab, counted from its first.
void compare_run(const Slab& slab, std::size_t world, const PolicyPair& policy,
                 const Variable& variable, VariableDifference& difference) {
  const std::size_t size = values_per_run(variable);
  const std::size_t at_a = slab.box_a.run(world, PolicyIndex(policy.in_a)) * size;
  const std::size_t at_b = slab.box_b.run(world, PolicyIndex(policy.in_b)) * size;
  for (std::size_t job = 0; job < size; ++job) {
    const auto place = [&] {
      const auto [point, replication] = slab.worlds.place(world);
      return ValuePlace{point.value(), replication.value(), policy.name,
                        variable.jobs > 0 ? std::optional(job) : std::nullopt};
    };
    count_pair(slab.a[at_a + job], slab.b[at_b + job], place, difference);
  }
}

/// Boxes that cover a study, each with at most `most` worlds.
std::vector<WorldBox> covering_boxes(const StudyBox& study, std::size_t most) {
  std::vector<WorldBox> boxes;
  for (const WorldRange& worlds : cut({study.all()}, most)) {
    for (const WorldBox& box : study.boxes_of(worlds)) boxes.push_back(box);
  }
  return boxes;
}

/// Compares a variable by the pairs of policies; the boxes are those of its values in the files.
VariableDifference compare_variable(const ResultsFile& a, const ResultsFile& b,
                                    std::span<const PolicyPair> policies, const StudyBox& box_a,
                                    const StudyBox& box_b, const Variable& variable) {
  VariableDifference difference;
  difference.variable = variable.name;
  const std::size_t per_world =
      std::max(box_a.runs_of(1), box_b.runs_of(1)) * values_per_run(variable);
  const std::size_t most = std::max<std::size_t>(pair_slab_values / per_world, 1);
  for (const WorldBox& box : covering_boxes(box_a, most)) {
    const Slab slab = {box, variable.read(a, box), variable.read(b, box), box_a, box_b};
    for (std::size_t world = 0; world < box.world_count(); ++world) {
      for (const PolicyPair& policy : policies) {
        compare_run(slab, world, policy, variable, difference);
      }
    }
  }
  return difference;
}

std::vector<PolicyPair> policy_pairs(const ResultsFile& a, const ResultsFile& b) {
  std::vector<PolicyPair> pairs;
  for (std::size_t i = 0; i < a.policies().size(); ++i) {
    const std::string& name = a.policies()[i];
    const auto found = std::find(b.policies().begin(), b.policies().end(), name);
    if (found == b.policies().end()) continue;
    pairs.push_back({name, i, static_cast<std::size_t>(found - b.policies().begin())});
  }
  return pairs;
}

template <class T>
std::vector<double> as_doubles(const std::vector<T>& values) {
  std::vector<double> doubles;
  doubles.reserve(values.size());
  for (const T value : values) doubles.push_back(static_cast<double>(value));
  return doubles;
}

Variable status_variable() {
  return {std::string(schema::status.name), 0, [](const ResultsFile& file, const WorldBox& box) {
            return as_doubles(file.status_values(box));
          }};
}

Variable redraws_variable() {
  return {std::string(schema::redraws.name), 0, [](const ResultsFile& file, const WorldBox& box) {
            return as_doubles(file.redraws(box));
          }};
}

Variable summary_variable(const std::string& name) {
  return {name, 0, [name](const ResultsFile& file, const WorldBox& box) {
            return file.world_summary(name, box);
          }};
}

Variable metric_variable(const std::string& name) {
  return {name, 0, [name](const ResultsFile& file, const WorldBox& box) {
            return file.metric_values(name, box);
          }};
}

Variable job_variable(const std::string& name, std::size_t jobs) {
  return {
      std::string(schema::jobs_group) + "/" + name, jobs,
      [name](const ResultsFile& file, const WorldBox& box) { return file.job_values(name, box); }};
}

bool has_name(const std::vector<VariableInfo>& variables, std::string_view name) {
  return std::any_of(variables.begin(), variables.end(),
                     [&](const VariableInfo& variable) { return variable.name == name; });
}

/// The variables with a value for each world that both files have.
std::vector<Variable> world_variables(const ResultsDescription& a, const ResultsDescription& b) {
  std::vector<Variable> variables = {redraws_variable()};
  for (const VariableInfo& summary : a.world_summaries) {
    if (!has_name(b.world_summaries, summary.name)) continue;
    variables.push_back(summary_variable(summary.name));
  }
  return variables;
}

/// The variables with a value for each run that both files have.
std::vector<Variable> run_variables(const ResultsDescription& a, const ResultsDescription& b) {
  std::vector<Variable> variables = {status_variable()};
  for (const VariableInfo& metric : a.metrics) {
    if (has_name(b.metrics, metric.name)) variables.push_back(metric_variable(metric.name));
  }
  for (const VariableInfo& column : a.job_columns) {
    if (!has_name(b.job_columns, column.name)) continue;
    variables.push_back(job_variable(column.name, a.jobs_per_run));
  }
  return variables;
}

void keep_if_different(const VariableDifference& difference, Difference& result) {
  if (difference.differing_values > 0) result.variables.push_back(difference);
}

void compare_values(const ResultsFile& a, const ResultsFile& b, Difference& result) {
  const PolicyPair shared_by_all;
  const StudyBox box_a = a.description().box();
  const StudyBox box_b = b.description().box();
  const StudyBox of_worlds = {box_a.points(), box_a.replications(), 1};
  for (const Variable& variable : world_variables(a.description(), b.description())) {
    keep_if_different(
        compare_variable(a, b, std::span(&shared_by_all, 1), of_worlds, of_worlds, variable),
        result);
  }
  const std::vector<PolicyPair> policies = policy_pairs(a, b);
  for (const Variable& variable : run_variables(a.description(), b.description())) {
    keep_if_different(compare_variable(a, b, policies, box_a, box_b, variable), result);
  }
}

}  // namespace

Difference find_differences(const ResultsFile& a, const ResultsFile& b) {
  StructureDifference structure = find_structure_differences(a, b);
  Difference result;
  result.structure = std::move(structure.differences);
  result.notes = std::move(structure.notes);
  if (structure.same_box) compare_values(a, b, result);
  return result;
}

}  // namespace bacelab
