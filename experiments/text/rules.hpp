#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/text/bounds.hpp"
#include "experiments/text/value.hpp"

namespace bacelab::config {

/// A value to be checked, and how messages refer to it: `study.toml:12: network.scale = -1: WHAT`,
/// `scenario.json: regions[2].gpus = 0: WHAT`.
struct Given {
  /// The value and the place must outlive this.
  const Value& value;
  /// `study.toml:12`, `scenario.json`
  std::string_view where;
  /// `network.scale`, `network.values[2]`; empty for the outermost value.
  std::string name;
  Notation notation = Notation::toml;
  /// Is it from the file, or the default of a missing key?
  enum class Origin { document, fallback } origin = Origin::document;

  /// The name and the value: `network.scale = -1`, `network.scale (not set; default 1.0)`; the
  /// name alone for a table, and for a list of JSON.
  std::string subject() const;

  /// Throws InputError: "where: subject: what".
  [[noreturn]] void refuse(std::string_view what) const;

  /// Throws InputError: "where: subject: is a text, but must be WANTED", then the hint.
  [[noreturn]] void refuse_kind(std::string_view wanted, std::string_view hint = "") const;

  /// An element of a value that is a list.
  Given element(std::size_t index) const;
};

/// `allowed`, followed by the unit if there is one.
std::string with_unit(const std::string& allowed, const std::string& unit);

/// "a number > 0, in Gbit/s"
std::string wanted_number(const Bounds& bounds);
std::string wanted_integer(const Bounds& bounds);

/// The value as a number, if it is one. An integer is a number too.
std::optional<double> number_in(const Value& value);

/// The value as an integer, if it is one. A number with a point, such as 2.0, is one in JSON.
std::optional<std::int64_t> integer_in(const Value& value, Notation notation);

// Each returns the content of the value, or throws an InputError that says what it must be.

double checked_number(const Given& given, const Bounds& bounds);
std::int64_t checked_integer(const Given& given, const Bounds& bounds);
bool checked_boolean(const Given& given);
BooleanOrName checked_boolean_or_choice(const Given& given, const std::vector<std::string>& names);
std::string checked_text(const Given& given);
/// One of `names`.
std::string checked_choice(const Given& given, const std::vector<std::string>& names);
/// `wanted` is "a list", or says of what.
const List& checked_list(const Given& given, std::string_view wanted);
/// A list with at least one element.
const List& checked_filled_list(const Given& given, std::string_view wanted);

/// "true, false or "access""
std::string wanted_boolean_or_choice(const std::vector<std::string>& names);

/// "one of single, grid"
std::string wanted_choice(const std::vector<std::string>& names);

/// The rule for an option's value.
template <typename T>
struct Rule {
  /// For the key reference: "number".
  std::string type;
  /// For the key reference: "a number > 0".
  std::string allowed;
  /// Empty if there is none.
  std::string unit;
  /// Returns the value, or throws InputError if it breaks the rule.
  std::function<T(const Given&)> check;
  /// A value that keeps the rule.
  Value example;
  /// The names of a choice.
  std::vector<std::string> choices = {};

  /// For messages: "a number > 0, in Gbit/s".
  std::string wanted() const { return with_unit(allowed, unit); }
};

Rule<double> number_rule(const Bounds& bounds);
Rule<std::int64_t> integer_rule(const Bounds& bounds);
Rule<bool> boolean_rule();
Rule<BooleanOrName> boolean_or_choice_rule(const std::vector<std::string>& names);
Rule<std::string> text_rule();
Rule<std::string> choice_rule(const std::vector<std::string>& names);

/// Any value but a table, a date and a list that holds one; `allowed` says so.
Rule<Value> any_value_rule(const std::string& allowed);

/// Throws InputError if two elements of the list are equal.
void require_no_repeats(const Given& given);

/// A list whose elements follow `rule`.
template <typename T>
Rule<std::vector<T>> list_rule(const Rule<T>& rule, Repeats repeats = Repeats::allowed) {
  const std::string allowed = "a list, each element " + rule.allowed;
  const std::string wanted = with_unit(allowed, rule.unit);
  const auto check = [=](const Given& given) {
    const std::size_t size = checked_filled_list(given, wanted).size();
    std::vector<T> elements;
    for (std::size_t i = 0; i < size; ++i) elements.push_back(rule.check(given.element(i)));
    if (repeats == Repeats::refused) require_no_repeats(given);
    return elements;
  };
  return {"list of " + rule.type + "s", allowed, rule.unit, check, Value{List{rule.example}, {}}};
}

}  // namespace bacelab::config
