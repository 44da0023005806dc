#pragma once

#include <string>
#include <string_view>

namespace bacelab {

/// May a list contain the same text twice?
enum class Repeats { allowed, refused };

/// The values a number in a study file may take: an interval with open or closed ends, and the unit
/// of the number if it has one. No Bounds contain NaN or infinities.
///
///     Bounds::positive().in("Gbit/s")
///     Bounds::between(0, 24).in("h")
///
/// Integers are compared as doubles: ends beyond 2^53 are not exact for them.
class Bounds {
 public:
  /// Any finite number.
  static Bounds any();
  /// > 0
  static Bounds positive();
  /// >= 0
  static Bounds non_negative();
  /// > low
  static Bounds above(double low);
  /// >= low
  static Bounds at_least(double low);
  /// < high
  static Bounds below(double high);
  /// <= high
  static Bounds at_most(double high);
  /// [low, high]. Throws std::logic_error, as do the next three, if no number lies between the
  /// ends.
  static Bounds between(double low, double high);
  /// (low, high)
  static Bounds open(double low, double high);
  /// (low, high]
  static Bounds left_open(double low, double high);
  /// [low, high)
  static Bounds right_open(double low, double high);
  /// [0, 1]
  static Bounds fraction();

  /// The same interval for a number of this unit, such as "s" or "Gbit/s".
  Bounds in(std::string_view unit) const;

  bool contain(double value) const;

  /// A number that they contain; if they contain whole numbers, one of these.
  double example() const;

  /// For messages and the key reference, without the unit: with the noun "a number" it gives
  /// "a number", "a number > 0" or "a number in [0, 1)".
  std::string text(std::string_view noun) const;

  /// Empty if the number has no unit.
  const std::string& unit() const { return unit_; }

  bool operator==(const Bounds&) const = default;

 private:
  enum class End { open, closed };
  Bounds(double low, End low_end, double high, End high_end);

  double low_;
  double high_;
  End low_end_;
  End high_end_;
  std::string unit_;
};

}  // namespace bacelab
