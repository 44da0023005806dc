#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "experiments/box/description.hpp"

namespace bacelab {

/// What a factor may be: a range, or one of a list.
struct SpaceAxis {
  std::string name;
  std::variant<FactorRange, std::vector<double>, std::vector<std::string>> domain;

  /// Elements of its list; 0 if it has a range.
  [[nodiscard]] std::size_t elements() const;
};

/// Where a value lies on an axis: from 0 to 1 in its range, in its scale, or the number of the
/// element. Throws std::invalid_argument for a value that is none of a list.
[[nodiscard]] std::vector<double> places_on(const SpaceAxis& axis, const Factor& factor);

/// Points of a space, [point][axis] in one row.
struct Places {
  std::size_t axes = 0;
  std::vector<double> places;

  [[nodiscard]] std::size_t count() const { return axes == 0 ? 0 : places.size() / axes; }
  [[nodiscard]] std::span<const double> at(std::size_t point) const {
    return std::span(places).subspan(point * axes, axes);
  }
};

/// Throws std::invalid_argument unless there is a factor for each axis, in the same order.
[[nodiscard]] Places places_in(std::span<const SpaceAxis> space, std::span<const Factor> factors);

/// The functions of a place whose weighted sum an emulator is: 1; of a range Legendre polynomials
/// of degree 1 to 3; of a list an indicator of each element, centred; and products of two functions
/// of different axes, each of degree 1 or an indicator.
class Basis {
 public:
  explicit Basis(std::span<const SpaceAxis> space);

  [[nodiscard]] std::size_t size() const { return penalties_.size(); }
  /// How strongly each function is held back, the first not at all: functions of degree 1 and
  /// indicators by 1, others by more.
  [[nodiscard]] const std::vector<double>& penalties() const { return penalties_; }
  /// The functions at a place; `values` has size() places.
  void evaluate(std::span<const double> place, std::span<double> values) const;

 private:
  std::vector<std::size_t> elements_;  ///< [axis]; 0: a range
  std::vector<double> penalties_;
  std::size_t firsts_ = 0;  ///< functions of degree 1 and indicators, of all axes
};

}  // namespace bacelab
