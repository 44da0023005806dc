#include "experiments/text/bounds.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <stdexcept>

namespace bacelab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

Bounds::Bounds(double low, End low_end, double high, End high_end)
    : low_(low), high_(high), low_end_(low_end), high_end_(high_end) {
  const bool single_value_allowed = low_end == End::closed && high_end == End::closed;
  if (!(single_value_allowed ? low <= high : low < high))
    throw std::logic_error(fmt::format("no number lies between the bounds {} and {}", low, high));
}

Bounds Bounds::any() { return Bounds(-infinity, End::open, infinity, End::open); }
Bounds Bounds::positive() { return above(0); }
Bounds Bounds::non_negative() { return at_least(0); }
Bounds Bounds::above(double low) { return Bounds(low, End::open, infinity, End::open); }
Bounds Bounds::at_least(double low) { return Bounds(low, End::closed, infinity, End::open); }
Bounds Bounds::below(double high) { return Bounds(-infinity, End::open, high, End::open); }
Bounds Bounds::at_most(double high) { return Bounds(-infinity, End::open, high, End::closed); }
Bounds Bounds::between(double low, double high) {
  return Bounds(low, End::closed, high, End::closed);
}
Bounds Bounds::open(double low, double high) { return Bounds(low, End::open, high, End::open); }
Bounds Bounds::left_open(double low, double high) {
  return Bounds(low, End::open, high, End::closed);
}
Bounds Bounds::right_open(double low, double high) {
  return Bounds(low, End::closed, high, End::open);
}
Bounds Bounds::fraction() { return between(0, 1); }

Bounds Bounds::in(std::string_view unit) const {
  Bounds result = *this;
  result.unit_ = unit;
  return result;
}

bool Bounds::contain(double value) const {
  const bool high_enough = low_end_ == End::open ? value > low_ : value >= low_;
  const bool low_enough = high_end_ == End::open ? value < high_ : value <= high_;
  return high_enough && low_enough;
}

double Bounds::example() const {
  for (const double whole :
       {1.0, 0.0, std::floor(low_) + 1.0, low_, high_, std::ceil(high_) - 1.0}) {
    if (std::isfinite(whole) && contain(whole)) return whole;
  }
  return low_ + (high_ - low_) / 2.0;
}

std::string Bounds::text(std::string_view noun) const {
  const bool low_open = low_end_ == End::open;
  const bool high_open = high_end_ == End::open;
  if (low_ == -infinity && high_ == infinity) return std::string(noun);
  if (high_ == infinity) return fmt::format("{} {} {}", noun, low_open ? ">" : ">=", low_);
  if (low_ == -infinity) return fmt::format("{} {} {}", noun, high_open ? "<" : "<=", high_);
  return fmt::format("{} in {}{}, {}{}", noun, low_open ? '(' : '[', low_, high_,
                     high_open ? ')' : ']');
}

}  // namespace bacelab
