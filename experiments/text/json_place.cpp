#include "experiments/text/json_place.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/errors.hpp"
#include "core/suggestion.hpp"
#include "experiments/text/message_text.hpp"

namespace bacelab {
namespace {

using nlohmann::json;

/// A value for a message, cut off between characters if it is long; nothing for what is no scalar.
std::string shown(const json& value) {
  if (value.is_structured()) return "";
  return " = " + shortened(value.dump());
}

std::string_view kind_of(const json& value) {
  switch (value.type()) {
    case json::value_t::null:
      return "null";
    case json::value_t::object:
      return "an object";
    case json::value_t::array:
      return "a list";
    case json::value_t::string:
      return "a text";
    case json::value_t::boolean:
      return "true or false";
    default:
      return "a number";
  }
}

[[noreturn]] void refuse_kind(const JsonPlace& place, const json& value, std::string_view allowed) {
  place.refuse(fmt::format("is {}, but must be {}", kind_of(value), allowed));
}

std::vector<std::string> all_of(const AllowedKeys& keys) {
  std::vector<std::string> all = keys.required;
  all.insert(all.end(), keys.optional.begin(), keys.optional.end());
  return all;
}

std::string child_path(const std::string& parent, std::string_view key) {
  return parent.empty() ? std::string(key) : fmt::format("{}.{}", parent, key);
}

bool is_number_within(const json& value, const Bounds& bounds) {
  return value.is_number() && bounds.contain(value.get<double>());
}

/// The integer that a number stands for, if it is one; 2.0 is.
std::optional<std::int64_t> integer_of(const json& value) {
  if (value.is_number_unsigned()) {
    const auto number = value.get<std::uint64_t>();
    if (number > std::uint64_t{std::numeric_limits<std::int64_t>::max()}) return std::nullopt;
    return static_cast<std::int64_t>(number);
  }
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (!value.is_number()) return std::nullopt;
  constexpr double exact_up_to = 9007199254740992.0;  // 2^53
  const auto number = value.get<double>();
  if (std::trunc(number) != number || std::abs(number) > exact_up_to) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

bool is_integer_within(const json& value, const Bounds& bounds) {
  const auto integer = integer_of(value);
  return integer && bounds.contain(static_cast<double>(*integer));
}

}  // namespace

JsonPlace::JsonPlace(const json& value, std::string_view file_name, std::string path)
    : value_(value), file_name_(file_name), path_(std::move(path)) {}

void JsonPlace::require_object(const AllowedKeys& keys) const {
  const json& value = value_;
  if (!value.is_object()) refuse_kind(*this, value, "an object");
  const std::vector<std::string> known = all_of(keys);
  for (const auto& [key, ignored] : value.items()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    throw InputError(fmt::format("{}: {}: unknown key{}; allowed are {}", file_name_,
                                 child_path(path_, shown_key(key)), did_you_mean(key, known),
                                 fmt::join(known, ", ")));
  }
  for (const std::string& key : keys.required) {
    if (value.contains(key)) continue;
    refuse(fmt::format("the key '{}' is missing; {} needed", key,
                       keys.required.size() == 1
                           ? "it is"
                           : fmt::format("{} are", fmt::join(keys.required, ", "))));
  }
}

JsonPlace JsonPlace::at(std::string_view key) const {
  return {value_.get().at(std::string(key)), file_name_, child_path(path_, key)};
}

std::optional<JsonPlace> JsonPlace::find(std::string_view key) const {
  if (!value_.get().contains(key)) return std::nullopt;
  return at(key);
}

JsonPlace JsonPlace::element(std::size_t index) const {
  return {value_.get().at(index), file_name_, fmt::format("{}[{}]", path_, index)};
}

std::vector<JsonPlace> JsonPlace::elements() const {
  if (!value_.get().is_array()) refuse_kind(*this, value_, "a list");
  std::vector<JsonPlace> places;
  places.reserve(value_.get().size());
  for (std::size_t i = 0; i < value_.get().size(); ++i) places.push_back(element(i));
  return places;
}

std::vector<JsonPlace> JsonPlace::filled_elements() const {
  if (value_.get().is_array() && value_.get().empty()) {
    refuse("is empty, but must have at least one element");
  }
  return elements();
}

bool JsonPlace::is_null() const { return value_.get().is_null(); }

bool JsonPlace::boolean() const {
  if (!value_.get().is_boolean()) refuse_kind(*this, value_, "true or false");
  return value_.get().get<bool>();
}

std::string JsonPlace::text() const {
  if (!value_.get().is_string()) refuse_kind(*this, value_, "a text");
  auto text = value_.get().get<std::string>();
  if (text.empty()) refuse("must be a text that is not empty");
  return text;
}

std::string JsonPlace::name_of(std::string_view kind, const std::vector<std::string>& names) const {
  std::string name = text();
  if (std::find(names.begin(), names.end(), name) == names.end()) {
    refuse(fmt::format("is not the name of {}{}; there are {}", kind, did_you_mean(name, names),
                       fmt::join(names, ", ")));
  }
  return name;
}

double JsonPlace::number(const Bounds& bounds) const {
  const std::string allowed = bounds.text("a number");
  if (!value_.get().is_number()) refuse_kind(*this, value_, allowed);
  if (!is_number_within(value_, bounds)) refuse("must be " + allowed);
  return value_.get().get<double>();
}

std::int64_t JsonPlace::integer(const Bounds& bounds) const {
  const std::string allowed = bounds.text("an integer");
  if (!value_.get().is_number()) refuse_kind(*this, value_, allowed);
  if (!is_integer_within(value_, bounds)) refuse("must be " + allowed);
  return *integer_of(value_);
}

std::size_t JsonPlace::size_of_list(std::string_view allowed) const {
  const json& list = value_;
  if (!list.is_array()) refuse_kind(*this, list, allowed);
  if (list.empty()) refuse(fmt::format("is empty, but must be {}", allowed));
  return list.size();
}

// Series are long: a place, with its path, is made only for an element that breaks the rule.

std::vector<double> JsonPlace::numbers(const Bounds& bounds) const {
  std::vector<double> values(size_of_list("a list of numbers"));
  for (std::size_t i = 0; i < values.size(); ++i) {
    const json& value = value_.get()[i];
    values[i] = is_number_within(value, bounds) ? value.get<double>() : element(i).number(bounds);
  }
  return values;
}

std::vector<double> JsonPlace::integers(const Bounds& bounds) const {
  std::vector<double> values(size_of_list("a list of integers"));
  for (std::size_t i = 0; i < values.size(); ++i) {
    const json& value = value_.get()[i];
    values[i] = is_integer_within(value, bounds) ? value.get<double>()
                                                 : static_cast<double>(element(i).integer(bounds));
  }
  return values;
}

void JsonPlace::refuse(std::string_view what) const {
  if (path_.empty()) throw InputError(fmt::format("{}: {}", file_name_, what));
  throw InputError(fmt::format("{}: {}{}: {}", file_name_, path_, shown(value_), what));
}

void JsonPlace::refuse_element(std::size_t index, std::string_view what) const {
  element(index).refuse(what);
}

}  // namespace bacelab
