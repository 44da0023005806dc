#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace bacelab {

/// The scale on which a range is divided evenly.
enum class RangeScale { linear, logarithmic };

/// The names of the scales in study and results files, in the order of the enumeration.
inline constexpr std::array<std::string_view, 2> range_scale_names = {"linear", "log"};

/// The values between two ends that a factor may take. Whole numbers are rounded (docs/studies.md).
struct FactorRange {
  double low = 0.0;
  double high = 1.0;
  RangeScale scale = RangeScale::linear;
  bool whole = false;  ///< whole numbers only

  bool operator==(const FactorRange&) const = default;
};

/// A number that belongs to a whole design, such as its samples. Attribute `design_NAME` of a
/// results file.
struct DesignNumber {
  std::string name;
  std::int64_t value = 0;

  bool operator==(const DesignNumber&) const = default;
};

/// What a design says about each of its points.
using DesignValues = std::variant<std::vector<std::int64_t>, std::vector<double>>;

/// What a design says about each point besides the factors, such as the row of the matrix that it
/// comes from. Variable `design_NAME` along `point` of a results file.
struct DesignColumn {
  std::string name;
  std::string description;
  DesignValues values;                     ///< one for each point
  std::vector<std::string> meanings = {};  ///< names of the values 0, 1, ...; empty: no flags

  bool operator==(const DesignColumn&) const = default;
};

/// How the points of a study were chosen, as far as an analysis needs it.
struct DesignDescription {
  std::string type = "single";  ///< a name of the registry of designs
  std::vector<DesignNumber> numbers = {};
  std::vector<DesignColumn> columns = {};

  /// A number of the design by its name without `design_`; empty if it has none of this name.
  [[nodiscard]] std::optional<std::int64_t> number(std::string_view name) const;
  /// A column of the design by its name without `design_`; null if it has none of this name.
  [[nodiscard]] const DesignColumn* column(std::string_view name) const;

  bool operator==(const DesignDescription&) const = default;
};

/// The number of values of a column.
std::size_t value_count(const DesignColumn& column);

}  // namespace bacelab
