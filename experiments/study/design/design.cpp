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
    {"saltelli", "the points that Sobol indices need", make_saltelli},
    {"morris", "trajectories for elementary effects", make_morris},
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

Design::Design(std::vector<Factor> factors, std::vector<std::string> places,
               DesignDescription description)
    : factors_(std::move(factors)),
      places_(std::move(places)),
      description_(std::move(description)) {
  places_.resize(factors_.size());
  if (!factors_.empty()) points_ = value_count(factors_.front());
}

void Design::apply(std::size_t point, ConfigDocument& document) const {
  for (std::size_t i = 0; i < factors_.size(); ++i) set(i, point, document);
}

void Design::complete(ConfigDocument& document) const {
  for (std::size_t i = 0; i < factors_.size(); ++i) {
    if (!document.has(factors_[i].name)) set(i, 0, document);
  }
}

void Design::set(std::size_t factor, std::size_t point, ConfigDocument& document) const {
  std::visit(
      [&](const auto& list) {
        document.set_value(factors_[factor].name, scalar(list[point]), places_[factor]);
      },
      factors_[factor].values);
}

Design read_design(const ConfigSection& root) {
  const ConfigSection section = root.table("design", "Which values of which keys are tried");
  const DesignType& type = read_type(section);
  const std::vector<FactorPlan> plans = read_factor_plans(section);
  DesignPoints points = type.make({root, section, plans});
  std::vector<std::string> places;
  for (const FactorPlan& plan : plans) places.push_back(plan.place());
  return Design(std::move(points.factors), std::move(places),
                {std::string(type.name), std::move(points.numbers), std::move(points.columns)});
}

}  // namespace bacelab
