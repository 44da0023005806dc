#include "analysis/results/structure_difference.hpp"

#include <algorithm>
#include <cstring>
#include <map>
#include <set>
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

bool is_run_attribute(std::string_view name) {
  return name.starts_with(schema::attribute::run_prefix);
}

bool is_only_a_note(std::string_view name) {
  const std::set<std::string_view> notes = {
      schema::attribute::title, schema::attribute::study, schema::attribute::program_version,
      schema::attribute::git_describe, schema::attribute::compiler};
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
    if (is_run_attribute(name) || in_a[name] == in_b[name]) continue;
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
  if (a.description().design.columns != b.description().design.columns) {
    result.differences.emplace_back("the design has other points");
  }
  if (a.precision() != b.precision()) {
    result.differences.emplace_back("a precision target ended points elsewhere");
  }
  compare_lists("metric", a.metrics(), b.metrics(), result.differences);
  compare_lists("job column", a.description().job_columns, b.description().job_columns,
                result.differences);
  return result;
}

}  // namespace bacelab
