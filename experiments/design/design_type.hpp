#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "experiments/config/section.hpp"
#include "experiments/design/factor_plan.hpp"
#include "experiments/results/design_description.hpp"

namespace bacelab {

/// What a design is made from.
struct DesignRequest {
  ConfigSection root;     ///< of the study, for its seed
  ConfigSection section;  ///< [design], for the keys that belong to the type
  const std::vector<FactorPlan>& factors;
};

/// The points that a design has chosen.
struct DesignPoints {
  std::vector<Factor> factors = {};  ///< with a value a point
  std::vector<DesignNumber> numbers = {};
  std::vector<DesignColumn> columns = {};
};

/// A way to choose points.
struct DesignType {
  std::string_view name;
  std::string_view description;
  /// Throws InputError.
  DesignPoints (*make)(const DesignRequest& request);
};

/// All of them.
std::span<const DesignType> design_types();

/// The seed of a design that draws: design.seed, or the study's.
std::uint64_t read_design_seed(const DesignRequest& request);

/// Throws InputError, in the name of `key`, unless a design of that many points may be.
void require_points(const ConfigSection& section, std::string_view key, std::size_t rows,
                    std::size_t points_of_row);

/// A number of rows that is a power of two, up to 2^20. Throws InputError.
std::size_t read_power_of_two(const ConfigSection& section, std::string_view key,
                              std::int64_t fallback, std::string_view documentation);

/// Throws InputError if the design has no factors.
void require_factors(const DesignRequest& request);

}  // namespace bacelab
