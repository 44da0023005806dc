#pragma once

#include <cmath>
#include <limits>
#include <ostream>
#include <type_traits>

#include "experiments/arithmetic/elementary.hpp"

namespace bacelab::arithmetic {

/// A double for templates of numerical libraries (Boost.Math): what they find by its type are the
/// functions of elementary.hpp instead of those of the C library.
class Real {
 public:
  Real() = default;
  template <class Number>
  requires std::is_arithmetic_v<Number>
  // NOLINTNEXTLINE(google-explicit-constructor): stands wherever a double does
  Real(Number value) : value_(static_cast<double>(value)) {}

  [[nodiscard]] double value() const { return value_; }
  template <class Number>
  requires std::is_arithmetic_v<Number>
  explicit operator Number() const { return static_cast<Number>(value_); }

  Real& operator+=(Real y) { return *this = value_ + y.value_; }
  Real& operator-=(Real y) { return *this = value_ - y.value_; }
  Real& operator*=(Real y) { return *this = value_ * y.value_; }
  Real& operator/=(Real y) { return *this = value_ / y.value_; }
  Real& operator++() { return *this += 1.0; }
  Real& operator--() { return *this -= 1.0; }

  friend Real operator+(Real x) { return x; }
  friend Real operator-(Real x) { return -x.value_; }
  friend Real operator+(Real x, Real y) { return x.value_ + y.value_; }
  friend Real operator-(Real x, Real y) { return x.value_ - y.value_; }
  friend Real operator*(Real x, Real y) { return x.value_ * y.value_; }
  friend Real operator/(Real x, Real y) { return x.value_ / y.value_; }
  friend bool operator==(Real x, Real y) { return x.value_ == y.value_; }
  friend auto operator<=>(Real x, Real y) { return x.value_ <=> y.value_; }

  friend Real exp(Real x) { return arithmetic::exp(x.value_); }
  friend Real expm1(Real x) { return arithmetic::expm1(x.value_); }
  friend Real log(Real x) { return arithmetic::log(x.value_); }
  friend Real log1p(Real x) { return arithmetic::log1p(x.value_); }
  friend Real log10(Real x) { return arithmetic::log10(x.value_); }
  friend Real pow(Real x, Real y) { return arithmetic::pow(x.value_, y.value_); }
  friend Real sin(Real x) { return arithmetic::sin(x.value_); }
  friend Real cos(Real x) { return arithmetic::cos(x.value_); }
  friend Real tan(Real x) { return arithmetic::tan(x.value_); }
  friend Real asin(Real x) { return arithmetic::asin(x.value_); }
  friend Real acos(Real x) { return arithmetic::acos(x.value_); }
  friend Real atan(Real x) { return arithmetic::atan(x.value_); }
  friend Real sinh(Real x) { return arithmetic::sinh(x.value_); }
  friend Real cosh(Real x) { return arithmetic::cosh(x.value_); }
  friend Real tanh(Real x) { return arithmetic::tanh(x.value_); }

  // Exact, whoever computes them.
  friend Real sqrt(Real x) { return std::sqrt(x.value_); }
  friend Real fabs(Real x) { return std::fabs(x.value_); }
  friend Real abs(Real x) { return std::fabs(x.value_); }
  friend Real floor(Real x) { return std::floor(x.value_); }
  friend Real ceil(Real x) { return std::ceil(x.value_); }
  friend Real trunc(Real x) { return std::trunc(x.value_); }
  friend Real fmod(Real x, Real y) { return std::fmod(x.value_, y.value_); }
  friend Real modf(Real x, Real* whole) { return std::modf(x.value_, &whole->value_); }
  friend Real ldexp(Real x, int exponent) { return std::ldexp(x.value_, exponent); }
  friend Real frexp(Real x, int* exponent) { return std::frexp(x.value_, exponent); }
  friend bool isfinite(Real x) { return std::isfinite(x.value_); }
  friend bool isinf(Real x) { return std::isinf(x.value_); }
  friend bool isnan(Real x) { return std::isnan(x.value_); }

  friend std::ostream& operator<<(std::ostream& stream, Real x) { return stream << x.value_; }

 private:
  double value_ = 0.0;
};

}  // namespace bacelab::arithmetic

template <>
class std::numeric_limits<bacelab::arithmetic::Real> : public std::numeric_limits<double> {};
