#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "experiments/text/key_node.hpp"
#include "experiments/text/value.hpp"

namespace bacelab {

class InputFiles;

/// One key that was read, for the key reference and `bacelab check --keys`. All fields are texts
/// for display.
struct ConfigOption {
  /// Dotted path: `network.scale`.
  std::string path;
  /// "number", "integer", "boolean", "text", "choice", "boolean or choice", "list of ..." of
  /// these, "table" or "named tables".
  std::string type;
  /// The default if the key is missing, as TOML; "required" if it must be given, "none" if there is
  /// no default.
  std::string fallback;
  /// "a number > 0", "one of single, grid".
  std::string allowed;
  std::optional<std::string> unit;
  std::string documentation;
  std::vector<std::string> choices = {};  ///< of a choice: its names
};

/// A key that was read, as a dotted path, and the value that it has, as TOML.
struct ConfigValue {
  std::string path;
  std::string value;

  bool operator==(const ConfigValue&) const = default;
};

}  // namespace bacelab

namespace bacelab::config {

enum class Role { option, table };

/// ConfigOption::type of a table of tables under names that the user chooses.
inline constexpr const char* named_tables_type = "named tables";

/// A key that was read.
struct KnownKey {
  KeyPath path;
  Role role;
  ConfigOption description;
  /// The value that the reader got, from the file or by default; an empty table for an existing
  /// table. Empty if neither the file nor a default gives one.
  std::optional<Value> value;
};

/// The keys that were read, in the order in which they were first read.
class Record {
 public:
  /// Adds the key, or replaces its earlier record.
  void note(const KnownKey& key);

  /// Adds the keys of `other` that are not known here.
  void add_missing(const Record& other);

  /// Null if the key was not read.
  const KnownKey* find(const KeyPath& path) const;

  const std::vector<KnownKey>& keys() const { return keys_; }

  /// Takes the values away from the keys at `path` and below.
  void forget_values(const KeyPath& path);

  /// Names of the known keys directly in the table at `path`.
  std::vector<std::string> names_in(const KeyPath& path) const;

 private:
  std::vector<KnownKey> keys_;
  std::unordered_map<std::string, std::size_t> index_of_path_;
};

/// All keys that have a value, as a TOML file: the keys of the root, then table after table.
std::string resolved_text(const Record& record);

/// The same keys, in the order of that file. A table that is there without keys is `{}`.
std::vector<ConfigValue> resolved_values(const Record& record);

/// A value that ConfigDocument::set_value gave.
struct SetValue {
  std::string path;  ///< as it was given
  std::string place;
  KeyPath key;
  Location location;
};

/// The content of a ConfigDocument, shared by its ConfigSections.
struct Content {
  Content(std::string name, Table values, std::shared_ptr<InputFiles> files)
      : file_name(std::move(name)), root(std::move(values)), inputs(std::move(files)) {}
  /// The copy has no answers yet.
  Content(const Content& other)
      : file_name(other.file_name),
        root(other.root),
        record(other.record),
        overrides(other.overrides),
        set_values(other.set_values),
        inputs(other.inputs) {}
  Content& operator=(const Content&) = delete;

  std::string file_name;
  Table root;
  Record record;
  /// Number of values that were given besides the file.
  std::uint64_t overrides = 0;
  std::vector<SetValue> set_values;
  /// Shared by copies of the document, so that each file is read once.
  std::shared_ptr<InputFiles> inputs;
  /// The keys that were asked for, with the last answers; every answer is in the record.
  KeyNode keys;
};

/// The place where the value at `path` was given, otherwise that of its table or of an outer table;
/// in the end, the file.
const std::string& where(const Content& content, const KeyPath& path);

/// The location of the next override. It comes after everything in the file.
Location next_override(Content& content, std::string_view text);

/// Gives the record of a key the value that the document has, if any (ConfigDocument).
void record_own_value(Content& content, const KeyPath& path);

/// A key of the document that was not read.
struct UnknownKey {
  KeyPath path;
  std::string message;      ///< of an InputError
  bool is_similar = false;  ///< to the name of a key that was read
};

/// All of them, in the order of the file and then of the overrides.
std::vector<UnknownKey> unknown_keys(const Content& content);

}  // namespace bacelab::config
