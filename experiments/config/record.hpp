#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "experiments/config/option.hpp"
#include "experiments/config/value.hpp"

namespace bacelab::config {

enum class Role { option, table };

/// A key that was asked for.
struct KnownKey {
  KeyPath path;
  Role role;
  ConfigOption description;
  /// What the reader got, from the file or by default; an empty table for a table that is there.
  /// None if neither the file nor a default gives one.
  std::optional<Value> value;
};

/// The keys that were asked for, in the order in which they were first asked for.
class Record {
 public:
  /// Adds the key, or replaces what was noted of it earlier.
  void note(const KnownKey& key);

  /// Adds the keys of `other` that are not known here.
  void add_missing(const Record& other);

  /// Null if the key was not asked for.
  const KnownKey* find(const KeyPath& path) const;

  const std::vector<KnownKey>& keys() const { return keys_; }

  /// Names of the known keys that stand directly in the table at `path`.
  std::vector<std::string> names_in(const KeyPath& path) const;

 private:
  std::vector<KnownKey> keys_;
  std::unordered_map<std::string, std::size_t> index_of_path_;
};

/// All keys that have a value, as a TOML file: the keys of the root, then table after table.
std::string resolved_text(const Record& record);

}  // namespace bacelab::config
