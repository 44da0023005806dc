#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "experiments/text/bounds.hpp"
#include "experiments/text/given.hpp"

namespace bacelab::config {

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

  /// For messages: "a number > 0, in Gbit/s".
  std::string wanted() const { return with_unit(allowed, unit); }
};

Rule<double> number_rule(const Bounds& bounds);
Rule<std::int64_t> integer_rule(const Bounds& bounds);
Rule<bool> boolean_rule();
Rule<std::string> text_rule();
Rule<std::string> choice_rule(const std::vector<std::string>& names);

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
  return {"list of " + rule.type + "s", allowed, rule.unit, check};
}

}  // namespace bacelab::config
