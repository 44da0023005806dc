#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/registry.hpp"
#include "experiments/box/description.hpp"
#include "experiments/box/factors.hpp"
#include "experiments/study/design/factor_plan.hpp"
#include "experiments/text/document.hpp"
#include "experiments/text/section.hpp"

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
Registry<DesignType> design_types();

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

/// Which combinations of factor values a study runs at (docs/studies.md).
class Design {
 public:
  /// Factors with a value a point each, and for messages where each stands in the study file.
  /// Without factors there is one point.
  explicit Design(std::vector<Factor> factors = {}, std::vector<std::string> places = {},
                  DesignDescription description = {});

  [[nodiscard]] std::size_t points() const { return points_; }
  [[nodiscard]] const std::vector<Factor>& factors() const { return factors_; }
  [[nodiscard]] const DesignDescription& description() const { return description_; }
  /// Sets the document's keys to what the factors are at a point.
  void apply(std::size_t point, ConfigDocument& document) const;
  /// Sets those of the keys that the document does not give to what they are at the first point.
  void complete(ConfigDocument& document) const;

 private:
  void set(std::size_t factor, std::size_t point, ConfigDocument& document) const;

  std::vector<Factor> factors_;
  std::vector<std::string> places_;
  DesignDescription description_;
  std::size_t points_ = 1;
};

/// Reads [design] and [design.factors.NAME]. Throws InputError.
Design read_design(const ConfigSection& root);

}  // namespace bacelab
