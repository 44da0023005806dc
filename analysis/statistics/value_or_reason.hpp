#pragma once

#include <stdexcept>
#include <string>
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
  /// No value, since nothing was computed yet.
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

}  // namespace bacelab
