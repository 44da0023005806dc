#include "experiments/text/rules.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/errors.hpp"
#include "core/suggestion.hpp"
#include "experiments/text/message_text.hpp"
#include "experiments/text/toml.hpp"

namespace bacelab::config {
namespace {

[[noreturn]] void refuse_kind(const Given& given, std::string_view wanted,
                              std::string_view hint = "") {
  given.refuse(fmt::format("is {}, but must be {}{}", kind_of(given.value), wanted, hint));
}

double checked_number(const Given& given, const Bounds& bounds, const std::string& wanted) {
  const auto* integer = std::get_if<std::int64_t>(&given.value.content);
  const auto* number = std::get_if<double>(&given.value.content);
  if (integer == nullptr && number == nullptr) refuse_kind(given, wanted);
  const double value = integer != nullptr ? static_cast<double>(*integer) : *number;
  if (!std::isfinite(value))
    given.refuse("NaN and infinities are never allowed; must be " + wanted);
  if (!bounds.contain(value)) given.refuse("must be " + wanted);
  return value;
}

/// For `8.0` where an integer is wanted: what to write.
std::string integer_hint(const Value& value) {
  const auto* number = std::get_if<double>(&value.content);
  const bool integral =
      number != nullptr && std::abs(*number) < 1e15 && *number == std::trunc(*number);
  return integral ? fmt::format(" (write {:.0f})", *number) : "";
}

std::int64_t checked_integer(const Given& given, const Bounds& bounds, const std::string& wanted) {
  const auto* integer = std::get_if<std::int64_t>(&given.value.content);
  if (integer == nullptr) refuse_kind(given, wanted, integer_hint(given.value));
  const auto number = static_cast<double>(*integer);
  // Beyond 2^53 the number may have been rounded onto the bound.
  const bool may_be_rounded = *integer < -9007199254740992 || *integer > 9007199254740992;
  const double beyond = std::nextafter(number, number * 2.0);
  if (!bounds.contain(number) || (may_be_rounded && !bounds.contain(beyond))) {
    given.refuse("must be " + wanted);
  }
  return *integer;
}

bool checked_boolean(const Given& given, const std::string& wanted) {
  const auto* boolean = std::get_if<bool>(&given.value.content);
  if (boolean == nullptr) refuse_kind(given, wanted);
  return *boolean;
}

/// For a word without quotes that TOML takes for something else: what to write.
std::string text_hint(const Value& value) {
  const bool needs_quotes =
      !std::holds_alternative<List>(value.content) && !std::holds_alternative<Table>(value.content);
  return needs_quotes ? fmt::format(" (write {})", toml_quoted(toml_text(value))) : "";
}

std::string checked_text(const Given& given, const std::string& wanted) {
  const auto* text = std::get_if<std::string>(&given.value.content);
  if (text == nullptr) refuse_kind(given, wanted, text_hint(given.value));
  return *text;
}

std::string checked_choice(const Given& given, const std::vector<std::string>& names,
                           const std::string& wanted) {
  const auto* name = std::get_if<std::string>(&given.value.content);
  if (name == nullptr) refuse_kind(given, wanted);
  if (std::find(names.begin(), names.end(), *name) == names.end())
    given.refuse(fmt::format("must be {}{}", wanted, did_you_mean(*name, names)));
  return *name;
}

}  // namespace

std::string with_unit(const std::string& allowed, const std::string& unit) {
  return unit.empty() ? allowed : fmt::format("{}, in {}", allowed, unit);
}

std::string Given::subject() const {
  if (std::holds_alternative<Table>(value.content)) return name;
  const std::string text = shortened(toml_text(value));
  return origin == Origin::document ? fmt::format("{} = {}", name, text)
                                    : fmt::format("{} (not set; default {})", name, text);
}

void Given::refuse(std::string_view what) const {
  throw InputError(fmt::format("{}: {}: {}", where, subject(), what));
}

Given Given::element(std::size_t index) const {
  const Value& element = std::get<List>(value.content)[index];
  const std::string& place = element.location.text.empty() ? where : element.location.text;
  return {element, place, fmt::format("{}[{}]", name, index), origin};
}

Rule<double> number_rule(const Bounds& bounds) {
  const std::string allowed = bounds.text("a number");
  const std::string wanted = with_unit(allowed, bounds.unit());
  return {"number", allowed, bounds.unit(),
          [=](const Given& given) { return checked_number(given, bounds, wanted); }};
}

Rule<std::int64_t> integer_rule(const Bounds& bounds) {
  const std::string allowed = bounds.text("an integer");
  const std::string wanted = with_unit(allowed, bounds.unit());
  return {"integer", allowed, bounds.unit(),
          [=](const Given& given) { return checked_integer(given, bounds, wanted); }};
}

Rule<bool> boolean_rule() {
  const std::string allowed = "true or false";
  return {"boolean", allowed, "",
          [=](const Given& given) { return checked_boolean(given, allowed); }};
}

Rule<std::string> text_rule() {
  const std::string allowed = "a text";
  return {"text", allowed, "", [=](const Given& given) { return checked_text(given, allowed); }};
}

Rule<std::string> choice_rule(const std::vector<std::string>& names) {
  const std::string allowed = fmt::format("one of {}", fmt::join(names, ", "));
  return {"choice", allowed, "",
          [=](const Given& given) { return checked_choice(given, names, allowed); }};
}

void require_filled_list(const Given& given, std::string_view wanted) {
  const List* list = std::get_if<List>(&given.value.content);
  if (list == nullptr) refuse_kind(given, wanted);
  if (list->empty()) given.refuse(fmt::format("is empty, but must be {}", wanted));
}

void require_no_repeats(const Given& given) {
  const List& list = std::get<List>(given.value.content);
  std::set<std::string> seen;
  for (std::size_t i = 0; i < list.size(); ++i)
    if (!seen.insert(toml_text(list[i])).second)
      given.element(i).refuse("is given twice; each may stand once");
}

}  // namespace bacelab::config
