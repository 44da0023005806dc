#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "experiments/box/description.hpp"
#include "experiments/study/design/factor_settings.hpp"
#include "experiments/text/section.hpp"

namespace bacelab {

/// Throws InputError, in the name of `key`, if a results file can't hold something of that name.
void require_result_name(const ConfigSection& section, std::string_view key,
                         const std::string& name);

/// The values that a factor may take: a range, or a list of numbers, of names or of settings.
using FactorDomain = std::variant<FactorRange, std::vector<double>, std::vector<std::string>,
                                  std::vector<FactorSetting>>;

/// A factor as [design.factors.NAME] gives it, before a design has chosen its values.
struct FactorPlan {
  std::string name;       ///< of its table
  std::string key;        ///< dotted, as in "network.scale"; of settings: the name
  ConfigSection section;  ///< its table, for messages
  FactorDomain domain;

  [[nodiscard]] bool has_range() const { return std::holds_alternative<FactorRange>(domain); }
  /// The settings of its domain; null if it has none.
  [[nodiscard]] const std::vector<FactorSetting>* settings() const {
    return std::get_if<std::vector<FactorSetting>>(&domain);
  }
  /// The key in its table that gives the domain: "low", "values", "names" or "settings".
  [[nodiscard]] const char* domain_key() const;
  /// Where its values are given, for messages.
  [[nodiscard]] std::string place() const;
};

/// Reads all [design.factors.NAME]. Throws InputError.
std::vector<FactorPlan> read_factor_plans(const ConfigSection& design);

/// Reads [design.cases.NAME], a factor with settings that is called `case`. Empty if there are
/// none. Throws InputError, also if `factors` set one of its keys.
std::optional<FactorPlan> read_cases(const ConfigSection& design,
                                     const std::vector<FactorPlan>& factors);

/// The factor with the values for quantiles u in (0, 1). On a range x that is low + u (high - low),
/// or low (high / low)^u on a logarithmic one. Whole numbers: the same on the range from low - 1/2
/// to high + 1/2, rounded, so that they are equally likely on a linear range. Of a list: the
/// element floor(u n) of n.
Factor at_quantiles(const FactorPlan& plan, const std::vector<double>& quantiles);

/// The factor with the values at places in its range, numbers in [0, 1], ends included: as
/// at_quantiles(), but whole numbers are rounded without widening the range.
Factor at_places(const FactorPlan& plan, const std::vector<double>& places);

/// The factor with elements of its list.
/// \throws std::invalid_argument if it has a range
Factor at_elements(const FactorPlan& plan, const std::vector<std::size_t>& elements);

/// The number of elements of a factor's list; 0 if it has a range.
std::size_t element_count(const FactorPlan& plan);

/// The position of a value in the factor's range, on its scale: 0 at the lower end, 1 at the upper
/// end.
double place_in(const FactorRange& range, double value);

}  // namespace bacelab
