#include "analysis/matching/space.hpp"

#include <algorithm>
#include <stdexcept>

#include "experiments/arithmetic/elementary.hpp"

namespace bacelab {

std::size_t SpaceAxis::elements() const {
  if (const auto* numbers = std::get_if<std::vector<double>>(&domain)) return numbers->size();
  if (const auto* names = std::get_if<std::vector<std::string>>(&domain)) return names->size();
  return 0;
}

namespace {

double place_in_range(const FactorRange& range, double value) {
  if (range.scale == RangeScale::linear) return (value - range.low) / (range.high - range.low);
  return arithmetic::log(value / range.low) / arithmetic::log(range.high / range.low);
}

template <class Value>
std::vector<double> places_in_list(const SpaceAxis& axis, const FactorValues& values) {
  const auto& list = std::get<std::vector<Value>>(axis.domain);
  const auto* given = std::get_if<std::vector<Value>>(&values);
  if (given == nullptr) throw std::invalid_argument(axis.name + " has other values than its axis");
  std::vector<double> places;
  for (const Value& value : *given) {
    const auto found = std::find(list.begin(), list.end(), value);
    if (found == list.end()) throw std::invalid_argument(axis.name + " has a value of no axis");
    places.push_back(static_cast<double>(found - list.begin()));
  }
  return places;
}

}  // namespace

std::vector<double> places_on(const SpaceAxis& axis, const Factor& factor) {
  if (std::holds_alternative<std::vector<std::string>>(axis.domain)) {
    return places_in_list<std::string>(axis, factor.values);
  }
  if (std::holds_alternative<std::vector<double>>(axis.domain)) {
    return places_in_list<double>(axis, factor.values);
  }
  const auto& range = std::get<FactorRange>(axis.domain);
  std::vector<double> places;
  for (const double value : std::get<std::vector<double>>(factor.values)) {
    places.push_back(place_in_range(range, value));
  }
  return places;
}

Places places_in(std::span<const SpaceAxis> space, std::span<const Factor> factors) {
  if (space.size() != factors.size()) throw std::invalid_argument("a factor for each axis");
  Places all = {space.size(), {}};
  for (std::size_t axis = 0; axis < space.size(); ++axis) {
    if (space[axis].name != factors[axis].name) throw std::invalid_argument("other factors");
    const std::vector<double> places = places_on(space[axis], factors[axis]);
    all.places.resize(places.size() * space.size());
    for (std::size_t i = 0; i < places.size(); ++i) all.places[i * space.size() + axis] = places[i];
  }
  return all;
}

namespace {

constexpr double penalty_of_curve = 4.0;
constexpr double penalty_of_product = 4.0;

}  // namespace

Basis::Basis(std::span<const SpaceAxis> space) {
  for (const SpaceAxis& axis : space) elements_.push_back(axis.elements());
  std::size_t curves = 0;
  std::size_t products = 0;
  for (const std::size_t elements : elements_) {
    const std::size_t own = elements == 0 ? 1 : elements;
    products += firsts_ * own;
    firsts_ += own;
    curves += elements == 0 ? 2 : 0;
  }
  penalties_ = {0.0};
  penalties_.insert(penalties_.end(), firsts_, 1.0);
  penalties_.insert(penalties_.end(), curves, penalty_of_curve);
  penalties_.insert(penalties_.end(), products, penalty_of_product);
}

void Basis::evaluate(std::span<const double> place, std::span<double> values) const {
  values[0] = 1.0;
  std::size_t first = 1;
  std::size_t curve = 1 + firsts_;
  for (std::size_t axis = 0; axis < elements_.size(); ++axis) {
    const std::size_t elements = elements_[axis];
    if (elements == 0) {
      const double z = 2.0 * place[axis] - 1.0;
      values[first++] = z;
      values[curve++] = 0.5 * (3.0 * z * z - 1.0);
      values[curve++] = 0.5 * (5.0 * z * z * z - 3.0 * z);
      continue;
    }
    for (std::size_t element = 0; element < elements; ++element) {
      values[first++] = (static_cast<double>(element) == place[axis] ? 1.0 : 0.0) -
                        1.0 / static_cast<double>(elements);
    }
  }
  std::size_t product = curve;
  std::size_t begin = 1;
  for (const std::size_t elements : elements_) {
    const std::size_t end = begin + (elements == 0 ? 1 : elements);
    for (std::size_t own = begin; own < end; ++own) {
      for (std::size_t other = 1; other < begin; ++other) {
        values[product++] = values[own] * values[other];
      }
    }
    begin = end;
  }
}

}  // namespace bacelab
