#include "experiments/text/json_place.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <variant>

#include "core/errors.hpp"
#include "core/registry.hpp"
#include "experiments/text/json.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

std::vector<std::string> all_of(const AllowedKeys& keys) {
  std::vector<std::string> all = keys.required;
  all.insert(all.end(), keys.optional.begin(), keys.optional.end());
  return all;
}

std::string child_path(const std::string& parent, std::string_view key) {
  return parent.empty() ? std::string(key) : fmt::format("{}.{}", parent, key);
}

/// The alphabetically first key that is not in `known`; empty if all are.
std::optional<std::string> unknown_key(const config::Table& table,
                                       const std::vector<std::string>& known) {
  std::optional<std::string> first;
  for (const config::Entry& entry : table.entries) {
    if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
    if (!first || entry.key < *first) first = entry.key;
  }
  return first;
}

}  // namespace

void JsonPlace::require_object(const AllowedKeys& keys) const {
  const auto* table = std::get_if<config::Table>(&given_.value.content);
  if (table == nullptr) given_.refuse_kind("an object");
  const std::vector<std::string> known = all_of(keys);
  if (const auto key = unknown_key(*table, known)) {
    throw InputError(fmt::format("{}: {}: unknown key{}; allowed are {}", given_.where,
                                 child_path(path(), shown_key(*key)), did_you_mean(*key, known),
                                 fmt::join(known, ", ")));
  }
  for (const std::string& key : keys.required) {
    if (config::find(*table, key) != nullptr) continue;
    refuse(fmt::format("the key '{}' is missing; {} needed", key,
                       keys.required.size() == 1
                           ? "it is"
                           : fmt::format("{} are", fmt::join(keys.required, ", "))));
  }
}

JsonPlace JsonPlace::at(std::string_view key) const { return find(key).value(); }

std::optional<JsonPlace> JsonPlace::find(std::string_view key) const {
  const auto* table = std::get_if<config::Table>(&given_.value.content);
  const config::Value* value = table == nullptr ? nullptr : config::find(*table, key);
  if (value == nullptr) return std::nullopt;
  return JsonPlace(
      config::Given{*value, given_.where, child_path(path(), key), config::Notation::json});
}

std::vector<JsonPlace> JsonPlace::elements() const {
  const std::size_t size = config::checked_list(given_, "a list").size();
  std::vector<JsonPlace> places;
  places.reserve(size);
  for (std::size_t i = 0; i < size; ++i) places.emplace_back(given_.element(i));
  return places;
}

std::vector<JsonPlace> JsonPlace::filled_elements() const {
  auto places = elements();
  if (places.empty()) refuse("is empty, but must have at least one element");
  return places;
}

bool JsonPlace::is_null() const {
  return std::holds_alternative<config::Null>(given_.value.content);
}

bool JsonPlace::boolean() const { return config::checked_boolean(given_); }

std::string JsonPlace::text() const {
  std::string text = config::checked_text(given_);
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
  return config::checked_number(given_, bounds);
}

std::int64_t JsonPlace::integer(const Bounds& bounds) const {
  return config::checked_integer(given_, bounds);
}

// Series are long: a place, with its path, is made only for an element that breaks the rule.

std::vector<double> JsonPlace::numbers(const Bounds& bounds) const {
  const config::List& list = config::checked_filled_list(given_, "a list of numbers");
  std::vector<double> values;
  values.reserve(list.size());
  for (const config::Value& element : list) {
    const auto number = config::number_in(element);
    const bool is_right = number && bounds.contain(*number);
    values.push_back(is_right ? *number
                              : config::checked_number(given_.element(values.size()), bounds));
  }
  return values;
}

std::vector<double> JsonPlace::integers(const Bounds& bounds) const {
  const config::List& list = config::checked_filled_list(given_, "a list of integers");
  std::vector<double> values;
  values.reserve(list.size());
  for (const config::Value& element : list) {
    const auto integer = config::integer_in(element, config::Notation::json);
    const auto number = static_cast<double>(integer.value_or(0));
    const bool is_right = integer && bounds.contain(number);
    if (!is_right) config::checked_integer(given_.element(values.size()), bounds);
    values.push_back(number);
  }
  return values;
}

JsonDocument::JsonDocument(std::string_view text, std::string file_name)
    : file_name_(std::move(file_name)), value_(config::read_json(text, file_name_)) {}

JsonPlace JsonDocument::root() const {
  return JsonPlace(config::Given{value_, file_name_, "", config::Notation::json});
}

}  // namespace bacelab
