#include "experiments/study/design/design.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>

#include "experiments/study/design/design_types.hpp"
#include "experiments/text/section.hpp"

namespace bacelab {
namespace {

constexpr std::size_t most_points = 1'000'000;
constexpr double most_samples = 1'048'576.0;       // 2^20
constexpr double most_seeds = 9007199254740992.0;  // 2^53

}  // namespace

namespace {

constexpr auto all_design_types = std::to_array<DesignType>({
    {"single", "one point", make_single},
    {"grid", "all combinations of the factors' values", make_grid},
    {"lhs", "a Latin hypercube over the factors' ranges", make_lhs},
    {"sobol", "a scrambled Sobol sequence over the factors' ranges", make_sobol},
    {"points", "the points that are listed", make_points},
    {"saltelli", "the points that Sobol indices need", make_saltelli, false},
    {"morris", "trajectories for elementary effects", make_morris, false},
    {"contour", "where an output of two factors equals a level", make_contour, false},
});

}  // namespace

Registry<DesignType> design_types() {
  static constexpr Registry registry(all_design_types);
  return registry;
}

std::uint64_t read_design_seed(const DesignRequest& request) {
  const auto own = request.section.optional_integer("seed", Bounds::between(0, most_seeds),
                                                    "Seed of the design; default: the study's");
  if (own) return static_cast<std::uint64_t>(*own);
  return static_cast<std::uint64_t>(
      request.root.table("study", "The study as a whole")
          .integer("seed", 1, Bounds::between(0, most_seeds), "Seed of all random numbers"));
}

void require_points(const ConfigSection& section, std::string_view key, std::size_t rows,
                    std::size_t points_of_row) {
  if (rows <= most_points / points_of_row) return;
  section.fail(key, fmt::format("the design has too many points: {} x {}", rows, points_of_row),
               fmt::format("at most {} points in all", most_points));
}

std::size_t read_power_of_two(const ConfigSection& section, std::string_view key,
                              std::int64_t fallback, std::string_view documentation) {
  const auto rows = static_cast<std::size_t>(
      section.integer(key, fallback, Bounds::between(1, most_samples), documentation));
  if (!std::has_single_bit(rows)) {
    section.fail(
        key, "a Sobol sequence is even only at powers of two",
        fmt::format("a power of two, such as {} or {}", std::bit_floor(rows), std::bit_ceil(rows)));
  }
  return rows;
}

void require_factors(const DesignRequest& request) {
  if (!request.factors.empty()) return;
  request.section.fail("type", "this design needs factors: [design.factors.NAME]", "single");
}

namespace {

/// A whole number fits a key for integers as well as one for numbers.
ConfigScalar scalar(double value) {
  const bool whole = std::floor(value) == value && std::abs(value) < 1e15;
  return whole ? ConfigScalar(static_cast<std::int64_t>(value)) : ConfigScalar(value);
}
ConfigScalar scalar(const std::string& name) { return name; }

const DesignType& read_type(const ConfigSection& section) {
  std::string documentation;
  for (const DesignType& type : design_types()) {
    documentation.append(documentation.empty() ? "" : "; ")
        .append(type.name)
        .append(": ")
        .append(type.description);
  }
  return read_choice(section, "type", design_types(), documentation);
}

}  // namespace

Design::Design(std::vector<Factor> factors, std::vector<FactorPlan> plans,
               DesignDescription description, PointGroups groups,
               std::optional<ContourTarget> contour)
    : factors_(std::move(factors)),
      plans_(std::move(plans)),
      description_(std::move(description)),
      contour_(std::move(contour)),
      groups_(groups) {
  for (const FactorPlan& plan : plans_) places_.push_back(plan.place());
  if (!factors_.empty()) points_ = value_count(factors_.front());
}

std::vector<std::string> Design::keys_of_some_points() const {
  std::vector<std::string> keys;
  for (const FactorPlan& plan : plans_) {
    if (plan.settings() == nullptr) continue;
    for (std::string& key : keys_of(*plan.settings())) keys.push_back(std::move(key));
  }
  return keys;
}

void Design::apply(std::size_t point, ConfigDocument& document) const {
  for (std::size_t i = 0; i < factors_.size(); ++i) set(i, point, document);
}

void Design::apply_all_keys(ConfigDocument& document) const {
  apply(0, document);
  for (const FactorPlan& plan : plans_) {
    if (plan.settings() == nullptr) continue;
    for (const FactorSetting& setting : *plan.settings()) bacelab::apply(setting, document);
  }
}

void Design::complete(ConfigDocument& document) const {
  const ConfigDocument own = document;
  for (std::size_t i = 0; i < factors_.size(); ++i) {
    if (const auto* setting = setting_at(i, 0)) {
      for (const SettingValue& value : setting->values) {
        if (!own.has(value.key)) document.set_value(value.key, value.value, value.place);
      }
    } else if (!own.has(factors_[i].name)) {
      set(i, 0, document);
    }
  }
}

const FactorSetting* Design::setting_at(std::size_t factor, std::size_t point) const {
  const auto* settings = plans_[factor].settings();
  if (settings == nullptr) return nullptr;
  const std::string& name = std::get<std::vector<std::string>>(factors_[factor].values)[point];
  return &*std::find_if(settings->begin(), settings->end(),
                        [&](const FactorSetting& setting) { return setting.name == name; });
}

void Design::set(std::size_t factor, std::size_t point, ConfigDocument& document) const {
  if (const auto* setting = setting_at(factor, point)) {
    bacelab::apply(*setting, document);
    return;
  }
  std::visit(
      [&](const auto& list) {
        document.set_value(factors_[factor].name, scalar(list[point]), places_[factor]);
      },
      factors_[factor].values);
}

namespace {

/// The same values, each for `times` points in a row.
template <class Values>
Values repeated(const Values& values, std::size_t times) {
  Values all;
  all.reserve(values.size() * times);
  for (const auto& value : values) all.insert(all.end(), times, value);
  return all;
}

/// Each point becomes one of every case, next to each other.
void cross_with(const FactorPlan& cases, DesignPoints& points) {
  const std::size_t count = element_count(cases);
  const std::size_t rows = points.factors.empty() ? 1 : value_count(points.factors.front());
  const auto repeat = [&](auto& held) {
    std::visit([&](auto& values) { values = repeated(values, count); }, held.values);
  };
  for (Factor& factor : points.factors) repeat(factor);
  for (DesignColumn& column : points.columns) repeat(column);
  std::vector<std::size_t> elements;
  for (std::size_t point = 0; point < rows * count; ++point) elements.push_back(point % count);
  points.factors.push_back(at_elements(cases, elements));
  points.factors.back().description = "Name of the case: a set of keys of the study";
}

}  // namespace

Design read_design(const ConfigSection& root) {
  const ConfigSection section = root.table("design", "Which values of which keys are tried");
  const DesignType& type = read_type(section);
  std::vector<FactorPlan> plans = read_factor_plans(section);
  DesignPoints points = type.make({root, section, plans});
  if (auto cases = read_cases(section, plans)) {
    if (!type.takes_cases) {
      section.fail("cases", fmt::format("a design of the type '{}' has no cases", type.name),
                   "another type, or no cases");
    }
    const std::size_t rows = points.factors.empty() ? 1 : value_count(points.factors.front());
    require_points(section, "cases", rows, element_count(*cases));
    cross_with(*cases, points);
    plans.push_back(std::move(*cases));
  }
  return Design(std::move(points.factors), std::move(plans),
                {std::string(type.name), std::move(points.numbers), std::move(points.columns)},
                points.groups, std::move(points.contour));
}

}  // namespace bacelab
