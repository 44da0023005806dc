#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace bacelab::config {

/// The keys from the document's root to a value; empty for the root.
using KeyPath = std::vector<std::string>;

/// The maximum length of paths and depth of values: a study needs no more, and reading must not
/// exhaust the stack.
inline constexpr std::size_t max_depth = 64;

/// Reads a dotted path such as `network.scale` or `policies."my own".x`, blanks around keys
/// allowed. Throws InputError, beginning with `where`, for anything else.
KeyPath parse_key_path(std::string_view text, std::string_view where);

/// The path in TOML's dotted form: keys that need quotes have them.
std::string dotted(const KeyPath& path);

/// The path of `key` in the table at `table`.
KeyPath joined(const KeyPath& table, std::string_view key);

/// The path of the table that contains the last key of `path`. `path` must not be empty.
KeyPath parent(const KeyPath& path);

/// Where a value was given: `study.toml:12`, `--set network.scale=0.3`.
struct Location {
  std::string text;
  /// Ascends in the order in which a reader meets the values: first the file, then the overrides.
  std::uint64_t order = 0;
};

/// JSON's null.
struct Null {};

/// A TOML date, time or both, as text. No option takes one; it is kept to say so.
struct Date {
  std::string text;
};

/// What some options are: true, false or a name.
using BooleanOrName = std::variant<bool, std::string>;

struct Value;
struct Entry;

using List = std::vector<Value>;

/// Keys and values in the order of their locations.
struct Table {
  std::vector<Entry> entries;
};

/// A value of a TOML or JSON document and where it was given; values of JSON have no location.
struct Value {
  /// An unsigned number is a JSON number that is too large for a signed one.
  std::variant<Null, bool, std::int64_t, std::uint64_t, double, std::string, Date, List, Table>
      content;
  Location location;
};

struct Entry {
  std::string key;
  Value value;
};

Value to_value(bool value);
Value to_value(std::int64_t value);
Value to_value(double value);
Value to_value(const std::string& value);
inline Value to_value(const Value& value) { return value; }
Value to_value(const BooleanOrName& value);

template <typename Element>
Value to_value(const std::vector<Element>& elements) {
  List list;
  for (const Element& element : elements) list.push_back(to_value(element));
  return Value{list, {}};
}

/// The notation of a document, whose terms messages use for its values.
enum class Notation { toml, json };

/// The kind of a value, for messages: "an integer", "a list".
std::string kind_of(const Value& value, Notation notation);

/// The value of `key`; null if the table has none.
const Value* find(const Table& table, std::string_view key);
Value* find(Table& table, std::string_view key);

/// The value at `path` (not empty) below `root`; null if there is none.
const Value* find(const Table& root, const KeyPath& path);
Value* find(Table& root, const KeyPath& path);

/// Puts `value` at `path` (not empty) below `root`, replacing any value there, and creates the
/// tables on the way. Throws InputError if the path leads through something other than a table.
void put(Table& root, const KeyPath& path, const Value& value);

/// Takes the value at `path` (not empty) away, if there is one.
void erase(Table& root, const KeyPath& path);

}  // namespace bacelab::config
