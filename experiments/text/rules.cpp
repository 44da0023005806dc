#include "experiments/text/rules.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <variant>

#include "core/errors.hpp"
#include "core/registry.hpp"
#include "experiments/text/json.hpp"
#include "experiments/text/toml.hpp"
#include "experiments/text/words.hpp"

namespace bacelab::config {
namespace {

template <class Kind>
bool is(const Value& value) {
  return std::holds_alternative<Kind>(value.content);
}

/// All integers up to here are doubles, too.
constexpr std::int64_t exact_up_to = std::int64_t{1} << 53;

bool contain(const Bounds& bounds, std::int64_t integer) {
  const auto number = static_cast<double>(integer);
  if (integer >= -exact_up_to && integer <= exact_up_to) return bounds.contain(number);
  // It may have been rounded onto the bound.
  return bounds.contain(number) && bounds.contain(std::nextafter(number, number * 2.0));
}

/// For `8.0` where TOML wants an integer: what to write.
std::string integer_hint(const Value& value) {
  const auto* number = std::get_if<double>(&value.content);
  const bool integral =
      number != nullptr && std::abs(*number) < 1e15 && *number == std::trunc(*number);
  return integral ? fmt::format(" (write {:.0f})", *number) : "";
}

/// For an unquoted word that TOML takes for something else: what to write.
std::string text_hint(const Given& given) {
  const bool needs_quotes =
      given.notation == Notation::toml && !is<List>(given.value) && !is<Table>(given.value);
  return needs_quotes ? fmt::format(" (write {})", toml_quoted(toml_text(given.value))) : "";
}

}  // namespace

std::string Given::subject() const {
  const bool is_shown = !is<Table>(value) && !(notation == Notation::json && is<List>(value));
  if (!is_shown) return name;
  const std::string text =
      shortened(notation == Notation::toml ? toml_text(value) : json_text(value));
  return origin == Origin::document ? fmt::format("{} = {}", name, text)
                                    : fmt::format("{} (not set; default {})", name, text);
}

void Given::refuse(std::string_view what) const {
  if (name.empty()) throw InputError(fmt::format("{}: {}", where, what));
  throw InputError(fmt::format("{}: {}: {}", where, subject(), what));
}

void Given::refuse_kind(std::string_view wanted, std::string_view hint) const {
  refuse(fmt::format("is {}, but must be {}{}", kind_of(value, notation), wanted, hint));
}

Given Given::element(std::size_t index) const {
  const Value& element = std::get<List>(value.content)[index];
  const std::string_view place = element.location.text;
  return {element, place.empty() ? where : place, fmt::format("{}[{}]", name, index), notation,
          origin};
}

std::string with_unit(const std::string& allowed, const std::string& unit) {
  return unit.empty() ? allowed : fmt::format("{}, in {}", allowed, unit);
}

std::string wanted_number(const Bounds& bounds) {
  return with_unit(bounds.text("a number"), bounds.unit());
}

std::string wanted_integer(const Bounds& bounds) {
  return with_unit(bounds.text("an integer"), bounds.unit());
}

std::string wanted_choice(const std::vector<std::string>& names) {
  return fmt::format("one of {}", fmt::join(names, ", "));
}

std::optional<double> number_in(const Value& value) {
  if (const auto* number = std::get_if<double>(&value.content)) return *number;
  if (const auto* integer = std::get_if<std::int64_t>(&value.content))
    return static_cast<double>(*integer);
  if (const auto* large = std::get_if<std::uint64_t>(&value.content))
    return static_cast<double>(*large);
  return std::nullopt;
}

std::optional<std::int64_t> integer_in(const Value& value, Notation notation) {
  if (const auto* integer = std::get_if<std::int64_t>(&value.content)) return *integer;
  const auto* number = std::get_if<double>(&value.content);
  const bool whole = notation == Notation::json && number != nullptr &&
                     std::abs(*number) <= static_cast<double>(exact_up_to) &&
                     *number == std::trunc(*number);
  return whole ? std::optional(static_cast<std::int64_t>(*number)) : std::nullopt;
}

double checked_number(const Given& given, const Bounds& bounds) {
  const auto number = number_in(given.value);
  if (!number) given.refuse_kind(wanted_number(bounds));
  if (!std::isfinite(*number))
    given.refuse("NaN and infinities are never allowed; must be " + wanted_number(bounds));
  if (!bounds.contain(*number)) given.refuse("must be " + wanted_number(bounds));
  return *number;
}

std::int64_t checked_integer(const Given& given, const Bounds& bounds) {
  const auto integer = integer_in(given.value, given.notation);
  const bool is_other_number = given.notation == Notation::json && number_in(given.value);
  if (!integer && !is_other_number)
    given.refuse_kind(wanted_integer(bounds), integer_hint(given.value));
  if (!integer || !contain(bounds, *integer)) given.refuse("must be " + wanted_integer(bounds));
  return *integer;
}

bool checked_boolean(const Given& given) {
  const auto* boolean = std::get_if<bool>(&given.value.content);
  if (boolean == nullptr) given.refuse_kind("true or false");
  return *boolean;
}

std::string wanted_boolean_or_choice(const std::vector<std::string>& names) {
  std::string wanted = "true";
  for (std::size_t i = 0; i < names.size(); ++i) {
    wanted += i == 0 ? ", false" : fmt::format(", \"{}\"", names[i - 1]);
  }
  return wanted + (names.empty() ? " or false" : fmt::format(" or \"{}\"", names.back()));
}

BooleanOrName checked_boolean_or_choice(const Given& given, const std::vector<std::string>& names) {
  if (const auto* boolean = std::get_if<bool>(&given.value.content)) return *boolean;
  const auto* name = std::get_if<std::string>(&given.value.content);
  if (name == nullptr) given.refuse_kind(wanted_boolean_or_choice(names));
  if (std::find(names.begin(), names.end(), *name) == names.end()) {
    given.refuse(
        fmt::format("must be {}{}", wanted_boolean_or_choice(names), did_you_mean(*name, names)));
  }
  return *name;
}

std::string checked_text(const Given& given) {
  const auto* text = std::get_if<std::string>(&given.value.content);
  if (text == nullptr) given.refuse_kind("a text", text_hint(given));
  return *text;
}

std::string checked_choice(const Given& given, const std::vector<std::string>& names) {
  const auto* name = std::get_if<std::string>(&given.value.content);
  if (name == nullptr) given.refuse_kind(wanted_choice(names));
  if (std::find(names.begin(), names.end(), *name) == names.end())
    given.refuse(fmt::format("must be {}{}", wanted_choice(names), did_you_mean(*name, names)));
  return *name;
}

const List& checked_list(const Given& given, std::string_view wanted) {
  const List* list = std::get_if<List>(&given.value.content);
  if (list == nullptr) given.refuse_kind(wanted);
  return *list;
}

const List& checked_filled_list(const Given& given, std::string_view wanted) {
  const List& list = checked_list(given, wanted);
  if (list.empty()) given.refuse(fmt::format("is empty, but must be {}", wanted));
  return list;
}

Rule<double> number_rule(const Bounds& bounds) {
  return {"number", bounds.text("a number"), bounds.unit(),
          [=](const Given& given) { return checked_number(given, bounds); },
          to_value(bounds.example())};
}

Rule<std::int64_t> integer_rule(const Bounds& bounds) {
  return {"integer", bounds.text("an integer"), bounds.unit(),
          [=](const Given& given) { return checked_integer(given, bounds); },
          to_value(static_cast<std::int64_t>(std::ceil(bounds.example())))};
}

Rule<bool> boolean_rule() {
  return {"boolean", "true or false", "", checked_boolean, to_value(true)};
}

Rule<BooleanOrName> boolean_or_choice_rule(const std::vector<std::string>& names) {
  return {"boolean or choice", wanted_boolean_or_choice(names), "",
          [=](const Given& given) { return checked_boolean_or_choice(given, names); },
          to_value(true)};
}

Rule<std::string> text_rule() {
  return {"text", "a text", "", checked_text, to_value(std::string("name"))};
}

Rule<std::string> choice_rule(const std::vector<std::string>& names) {
  return {"choice", wanted_choice(names), "",
          [=](const Given& given) { return checked_choice(given, names); },
          to_value(names.empty() ? std::string() : names.front()), names};
}

Rule<Value> any_value_rule(const std::string& allowed) {
  const auto is_plain = [](const Value& value) {
    return is<bool>(value) || is<std::int64_t>(value) || is<double>(value) ||
           is<std::string>(value);
  };
  const auto check = [=](const Given& given) {
    const auto* list = std::get_if<List>(&given.value.content);
    const bool allowed_kind =
        list == nullptr ? is_plain(given.value) : std::all_of(list->begin(), list->end(), is_plain);
    if (!allowed_kind) given.refuse_kind(allowed);
    return given.value;
  };
  return {"value", allowed, "", check, to_value(true)};
}

void require_no_repeats(const Given& given) {
  const List& list = std::get<List>(given.value.content);
  std::set<std::string> seen;
  for (std::size_t i = 0; i < list.size(); ++i)
    if (!seen.insert(toml_text(list[i])).second)
      given.element(i).refuse("is given twice; each may stand once");
}

}  // namespace bacelab::config
