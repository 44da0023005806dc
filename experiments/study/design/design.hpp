#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/registry.hpp"
#include "experiments/box/contour.hpp"
#include "experiments/box/description.hpp"
#include "experiments/study/design/factor_plan.hpp"
#include "experiments/study/design/world_sharing.hpp"
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
  PointGroups groups = {};  ///< that are independent of each other
  std::optional<ContourTarget> contour = {};
};

/// A way to choose points.
struct DesignType {
  std::string_view name;
  std::string_view description;
  /// Throws InputError.
  DesignPoints (*make)(const DesignRequest& request);
  /// Whether each of its points may stand for one point of every case.
  bool takes_cases = true;
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
  /// One point.
  Design() = default;
  /// Factors with one value per point each, and the plan of each.
  Design(std::vector<Factor> factors, std::vector<FactorPlan> plans, DesignDescription description,
         PointGroups groups, std::optional<ContourTarget> contour = {});

  [[nodiscard]] std::size_t points() const { return points_; }
  /// The contour that is looked for on the points, of a design of that type.
  [[nodiscard]] const std::optional<ContourTarget>& contour() const { return contour_; }
  [[nodiscard]] const std::vector<Factor>& factors() const { return factors_; }
  /// What [design.factors.NAME] gives, in the order of the factors; with cases, these are the last.
  [[nodiscard]] const std::vector<FactorPlan>& plans() const { return plans_; }
  [[nodiscard]] const DesignDescription& description() const { return description_; }
  [[nodiscard]] const PointGroups& groups() const { return groups_; }
  /// The keys that are set at some points and as in the study at others.
  [[nodiscard]] std::vector<std::string> keys_of_some_points() const;
  /// Sets the document's keys to the factor values at a point. Keys that other points set keep
  /// their values: begin with the study's own if there are any.
  void apply(std::size_t point, ConfigDocument& document) const;
  /// Sets every key that a factor sets at some point.
  void apply_all_keys(ConfigDocument& document) const;
  /// Sets those keys that the document does not have to the factor values at the first point.
  void complete(ConfigDocument& document) const;

 private:
  /// The setting that a factor has at a point; null if it has no settings.
  [[nodiscard]] const FactorSetting* setting_at(std::size_t factor, std::size_t point) const;
  void set(std::size_t factor, std::size_t point, ConfigDocument& document) const;

  std::vector<Factor> factors_;
  std::vector<FactorPlan> plans_;
  std::vector<std::string> places_;  ///< of the factors, for messages
  DesignDescription description_;
  std::optional<ContourTarget> contour_;
  std::size_t points_ = 1;
  PointGroups groups_;
};

/// Reads [design] and [design.factors.NAME]. Throws InputError.
Design read_design(const ConfigSection& root);

}  // namespace bacelab
