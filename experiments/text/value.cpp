#include "experiments/text/value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

#include "core/errors.hpp"
#include "experiments/text/toml.hpp"
#include "experiments/text/words.hpp"

namespace bacelab::config {
namespace {

/// Reads a dotted path from left to right.
class PathReader {
 public:
  PathReader(std::string_view text, std::string_view where) : text_(text), where_(where) {}

  KeyPath read() {
    KeyPath path{read_key()};
    while (rest() != "") {
      if (text_[position_++] != '.') refuse();
      path.push_back(read_key());
      if (path.size() > max_depth) refuse();
    }
    return path;
  }

 private:
  std::string_view rest() const { return text_.substr(position_); }

  void skip_blanks() {
    while (rest().starts_with(' ')) ++position_;
  }

  std::string read_key() {
    skip_blanks();
    const bool quoted_key = rest().starts_with('"') || rest().starts_with('\'');
    std::string key = quoted_key ? read_quoted() : read_bare();
    skip_blanks();
    return key;
  }

  std::string read_bare() {
    const std::size_t length =
        std::min(rest().size(), rest().find_first_not_of(bare_key_characters));
    if (length == 0) refuse();
    position_ += length;
    return std::string(text_.substr(position_ - length, length));
  }

  /// A TOML string of one line.
  std::string read_quoted() {
    const char quote = text_[position_];
    std::size_t end = position_ + 1;
    while (end < text_.size() && text_[end] != quote)
      end += quote == '"' && text_[end] == '\\' ? 2 : 1;
    if (end >= text_.size()) refuse();
    const std::string_view quoted = text_.substr(position_, end + 1 - position_);
    position_ = end + 1;
    return std::get<std::string>(read_toml_value(quoted, {std::string(where_), 0}).content);
  }

  [[noreturn]] void refuse() const {
    throw InputError(
        fmt::format("{}: '{}' is not the path of a key; allowed: up to {} keys joined by dots, "
                    "such as network.scale, in quotes if they hold other characters than letters, "
                    "digits, '_' and '-'",
                    where_, shortened(std::string(text_)), max_depth));
  }

  std::string_view text_;
  std::string_view where_;
  std::size_t position_ = 0;
};

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
                               kind_of(obstacle, Notation::toml), path[depth + 1]));
}

}  // namespace

KeyPath parse_key_path(std::string_view text, std::string_view where) {
  return PathReader(text, where).read();
}

std::string dotted(const KeyPath& path) {
  std::string text;
  for (const std::string& key : path) {
    if (!text.empty()) text += '.';
    text += key_text(key);
  }
  return text;
}

KeyPath joined(const KeyPath& table, std::string_view key) {
  KeyPath path = table;
  path.emplace_back(key);
  return path;
}

KeyPath parent(const KeyPath& path) { return KeyPath(path.begin(), path.end() - 1); }

Value to_value(bool value) { return Value{value, {}}; }
Value to_value(std::int64_t value) { return Value{value, {}}; }
Value to_value(double value) { return Value{value, {}}; }
Value to_value(const std::string& value) { return Value{value, {}}; }
Value to_value(const BooleanOrName& value) {
  return std::visit([](const auto& content) { return to_value(content); }, value);
}

std::string kind_of(const Value& value, Notation notation) {
  // In the order of the variant's alternatives. JSON knows one kind of number.
  using Kinds = std::array<const char*, std::variant_size_v<decltype(value.content)>>;
  constexpr Kinds in_toml = {"null",   "true or false",  "an integer", "an integer", "a number",
                             "a text", "a date or time", "a list",     "a table"};
  constexpr Kinds in_json = {"null",   "true or false",  "a number", "a number", "a number",
                             "a text", "a date or time", "a list",   "an object"};
  return (notation == Notation::toml ? in_toml : in_json).at(value.content.index());
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

Value* find(Table& root, const KeyPath& path) {
  return const_cast<Value*>(find(std::as_const(root), path));
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

void erase(Table& root, const KeyPath& path) {
  Table* table = &root;
  if (path.size() > 1) {
    Value* const outer = find(root, parent(path));
    table = outer == nullptr ? nullptr : std::get_if<Table>(&outer->content);
  }
  if (table == nullptr) return;
  std::erase_if(table->entries, [&](const Entry& entry) { return entry.key == path.back(); });
}

}  // namespace bacelab::config
