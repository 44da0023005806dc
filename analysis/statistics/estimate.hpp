#pragma once

#include <array>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace bacelab {

/// Why a quantity has no value, in words for the reader of a table.
struct Undefined {
  std::string reason;

  bool operator==(const Undefined&) const = default;
};

/// A value, or the reason why there is none. Never a NaN in disguise.
///
/// Converts from both, so that a function can return either.
template <class T>
class ValueOrReason {
 public:
  /// No value, since nothing has been computed yet.
  ValueOrReason() : content_(Undefined{"it was not computed"}) {}
  // Not explicit, like std::optional.
  ValueOrReason(T value) : content_(std::move(value)) {}                  // NOLINT
  ValueOrReason(Undefined undefined) : content_(std::move(undefined)) {}  // NOLINT

  /// Is there a value?
  [[nodiscard]] bool has_value() const { return std::holds_alternative<T>(content_); }

  /// The value. Throws std::logic_error with the reason if there is none.
  [[nodiscard]] const T& value() const {
    if (!has_value()) throw std::logic_error("there is no value to give: " + reason());
    return std::get<T>(content_);
  }

  /// The reason why there is no value; empty if there is one.
  [[nodiscard]] std::string reason() const {
    return has_value() ? std::string() : std::get<Undefined>(content_).reason;
  }

  bool operator==(const ValueOrReason&) const = default;

 private:
  std::variant<T, Undefined> content_;
};

/// Which values of a metric are good.
enum class Direction { smaller_is_better, larger_is_better };

/// By how much `a` is better than `b`, in their units; negative if it is worse.
[[nodiscard]] constexpr double advantage(double a, double b, Direction direction) {
  return direction == Direction::smaller_is_better ? b - a : a - b;
}

/// The method for the interval of a difference or a relative form (docs/statistics.md).
enum class IntervalMethod {
  delta,        ///< paired t for differences, delta method with t for relative forms
  percentile,   ///< percentile bootstrap of pairs
  bca,          ///< bias-corrected and accelerated bootstrap of pairs
  johnson,      ///< t and delta with Johnson's correction for skewness
  bootstrap_t,  ///< bootstrap of the t statistic of pairs
};

/// The names of the methods, in the order of their numbers.
inline constexpr std::array<std::string_view, 5> interval_method_names = {
    "delta", "percentile", "bca", "johnson", "bootstrap_t"};

/// The name of a method.
[[nodiscard]] constexpr std::string_view name_of(IntervalMethod method) {
  return interval_method_names[static_cast<std::size_t>(method)];
}

/// Does a method resample?
[[nodiscard]] constexpr bool is_bootstrap(IntervalMethod method) {
  return method != IntervalMethod::delta && method != IntervalMethod::johnson;
}

/// Is a method made of means in resamples (bootstrap_estimate)?
[[nodiscard]] constexpr bool resamples_means(IntervalMethod method) {
  return method == IntervalMethod::percentile || method == IntervalMethod::bca;
}

/// A two-sided confidence interval [lower, upper], in the units of what is estimated.
struct Interval {
  double lower = 0.0;
  double upper = 0.0;

  /// Half the distance between the limits.
  [[nodiscard]] double half_width() const { return (upper - lower) / 2.0; }
  /// Does the closed interval contain `x`?
  [[nodiscard]] bool contains(double x) const { return lower <= x && x <= upper; }

  bool operator==(const Interval&) const = default;
};

/// A point estimate with its interval. Without a value there is no interval; a value may stand
/// alone, for one pair has no spread to make an interval from.
struct Estimate {
  ValueOrReason<double> value;
  ValueOrReason<Interval> interval;

  /// An estimate with neither value nor interval.
  [[nodiscard]] static Estimate undefined(const std::string& reason) {
    return {Undefined{reason}, Undefined{reason}};
  }

  bool operator==(const Estimate&) const = default;
};

}  // namespace bacelab
