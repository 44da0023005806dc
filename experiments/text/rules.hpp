#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/text/bounds.hpp"
#include "experiments/text/value.hpp"

namespace bacelab::config {

/// A value that is to be checked, and how messages speak of it.
struct Given {
  Value value;
  /// `study.toml:12`
  std::string where;
  /// `network.scale`, `network.values[2]`
  std::string name;
  /// Is it what the file gives, or what stands in for a missing key?
  enum class Origin { document, fallback } origin = Origin::document;

  /// The name and the value: `network.scale = -1`, `network.scale (not set; default 1.0)`; the
  /// name alone for a table.
  std::string subject() const;

  /// Throws InputError: "where: subject: what".
  [[noreturn]] void refuse(std::string_view what) const;

  /// An element of a value that is a list.
  Given element(std::size_t index) const;
};

/// `allowed`, followed by the unit if there is one.
std::string with_unit(const std::string& allowed, const std::string& unit);

/// What an option's value must be.
template <typename T>
struct Rule {
  /// For the key reference: "number".
  std::string type;
  /// For the key reference: "a number > 0".
  std::string allowed;
  /// Empty if there is none.
  std::string unit;
  /// Gives the value, or throws InputError if it breaks the rule.
  std::function<T(const Given&)> check;

  /// For messages: "a number > 0, in Gbit/s".
  std::string wanted() const { return with_unit(allowed, unit); }
};

Rule<double> number_rule(const Bounds& bounds);
Rule<std::int64_t> integer_rule(const Bounds& bounds);
Rule<bool> boolean_rule();
Rule<std::string> text_rule();
Rule<std::string> choice_rule(const std::vector<std::string>& names);

/// Throws InputError unless the value is a list with at least one element.
void require_filled_list(const Given& given, std::string_view wanted);

/// Throws InputError if two elements of the list are equal texts.
void require_no_repeats(const Given& given);

/// A list whose elements follow `rule`.
template <typename T>
Rule<std::vector<T>> list_rule(const Rule<T>& rule, Repeats repeats = Repeats::allowed) {
  const std::string allowed = "a list, each element " + rule.allowed;
  const std::string wanted = with_unit(allowed, rule.unit);
  const auto check = [=](const Given& given) {
    require_filled_list(given, wanted);
    std::vector<T> elements;
    for (std::size_t i = 0; i < std::get<List>(given.value.content).size(); ++i)
      elements.push_back(rule.check(given.element(i)));
    if (repeats == Repeats::refused) require_no_repeats(given);
    return elements;
  };
  return {"list of " + rule.type + "s", allowed, rule.unit, check};
}

}  // namespace bacelab::config
