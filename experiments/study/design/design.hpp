#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/registry.hpp"
#include "experiments/box/description.hpp"
#include "experiments/study/design/factor_plan.hpp"
#include "experiments/text/document.hpp"
#include "experiments/text/section.hpp"

namespace bacelab {

/// The input of a design.
struct DesignRequest {
  ConfigSection root;     ///< of the study, for its seed
  ConfigSection section;  ///< [design], for the keys that belong to the type
  const std::vector<FactorPlan>& factors;
};

/// The points chosen by a design.
struct DesignPoints {
  std::vector<Factor> factors = {};  ///< with one value per point
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

/// The seed of a random design: design.seed, or the study's.
std::uint64_t read_design_seed(const DesignRequest& request);

/// Throws InputError, in the name of `key`, unless a design of that many points is allowed.
void require_points(const ConfigSection& section, std::string_view key, std::size_t rows,
                    std::size_t points_of_row);

/// A number of rows that is a power of two, up to 2^20. Throws InputError.
std::size_t read_power_of_two(const ConfigSection& section, std::string_view key,
                              std::int64_t fallback, std::string_view documentation);

/// Throws InputError if the design has no factors.
void require_factors(const DesignRequest& request);

/// The combinations of factor values at which a study runs (docs/studies.md).
class Design {
 public:
  /// Factors with one value per point each, and the place of each in the study file, for messages.
  /// Without factors there is one point.
  explicit Design(std::vector<Factor> factors = {}, std::vector<std::string> places = {},
                  DesignDescription description = {});

  [[nodiscard]] std::size_t points() const { return points_; }
  [[nodiscard]] const std::vector<Factor>& factors() const { return factors_; }
  [[nodiscard]] const DesignDescription& description() const { return description_; }
  /// Sets the document's keys to the factor values at a point.
  void apply(std::size_t point, ConfigDocument& document) const;
  /// Sets those keys that the document does not have to the factor values at the first point.
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
