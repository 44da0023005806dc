#include "experiments/config/value.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "core/errors.hpp"

namespace bacelab::config {
namespace {

/// The value of `key`, which is created as an empty table if there is none.
Value& find_or_create(Table& table, const std::string& key, const Location& location) {
  if (Value* found = find(table, key)) return *found;
  table.entries.push_back(Entry{key, Value{Table{}, location}});
  return table.entries.back().value;
}

[[noreturn]] void refuse_way(const KeyPath& path, std::size_t depth, const Value& obstacle,
                             const Location& location) {
  const KeyPath way(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(depth) + 1);
  throw InputError(fmt::format("{}: '{}' ({}) is {}, not a table: '{}' cannot stand under it",
                               location.text, dotted(way), obstacle.location.text,
                               kind_of(obstacle), path[depth + 1]));
}

}  // namespace

Value to_value(bool value) { return Value{value, {}}; }
Value to_value(std::int64_t value) { return Value{value, {}}; }
Value to_value(double value) { return Value{value, {}}; }
Value to_value(const std::string& value) { return Value{value, {}}; }

std::string kind_of(const Value& value) {
  // In the order of the variant's alternatives.
  constexpr std::array<const char*, 7> kinds = {
      "true or false", "an integer", "a number", "a text", "a date or time", "a list", "a table"};
  static_assert(kinds.size() == std::variant_size_v<decltype(value.content)>);
  return kinds.at(value.content.index());
}

const Value* find(const Table& table, std::string_view key) {
  const auto found = std::find_if(table.entries.begin(), table.entries.end(),
                                  [&](const Entry& entry) { return entry.key == key; });
  return found == table.entries.end() ? nullptr : &found->value;
}

Value* find(Table& table, std::string_view key) {
  return const_cast<Value*>(find(std::as_const(table), key));
}

const Value* find(const Table& root, const KeyPath& path) {
  const Table* table = &root;
  const Value* found = nullptr;
  for (const std::string& key : path) {
    if (table == nullptr) return nullptr;
    found = find(*table, key);
    if (found == nullptr) return nullptr;
    table = std::get_if<Table>(&found->content);
  }
  return found;
}

void put(Table& root, const KeyPath& path, const Value& value) {
  Table* table = &root;
  for (std::size_t depth = 0; depth + 1 < path.size(); ++depth) {
    Value& next = find_or_create(*table, path[depth], value.location);
    table = std::get_if<Table>(&next.content);
    if (table == nullptr) refuse_way(path, depth, next, value.location);
  }
  find_or_create(*table, path.back(), value.location) = value;
}

}  // namespace bacelab::config
