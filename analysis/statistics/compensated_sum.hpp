#pragma once

#include <cmath>

namespace bacelab {

/// A running sum that carries the rounding error of each addition along.
///
/// Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", ZAMM 54
/// (1974), pages 39 to 51: the error is of the order eps |sum| + n eps^2 sum |x|, so that the order
/// of magnitude of n no longer matters. The result depends on the order of the terms only.
class CompensatedSum {
 public:
  /// Adds a finite term.
  void add(double term) {
    const double next = sum_ + term;
    const bool term_is_small = std::abs(sum_) >= std::abs(term);
    compensation_ += term_is_small ? (sum_ - next) + term : (term - next) + sum_;
    sum_ = next;
  }

  /// The sum.
  [[nodiscard]] double total() const { return sum_ + compensation_; }

  /// The sum divided by a positive count, faithful to the last bit or so: the mean of equal terms
  /// is that term exactly.
  [[nodiscard]] double divided_by(double count) const {
    const double quotient = sum_ / count;
    const double remainder = std::fma(-quotient, count, sum_) + compensation_;
    return quotient + remainder / count;
  }

 private:
  double sum_ = 0.0;
  double compensation_ = 0.0;
};

}  // namespace bacelab
