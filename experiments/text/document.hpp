#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "experiments/text/content.hpp"
#include "experiments/text/section.hpp"

namespace bacelab {

struct InputFile;

/// A single value, for ConfigDocument::set_value.
using ConfigScalar = std::variant<bool, std::int64_t, double, std::string>;

/// A study file (TOML), the values that override it, and the record of all keys that were read.
///
///     auto document = ConfigDocument::parse(text, "study.toml");
///     document.set("network.scale=0.3");
///     const auto network = document.root().table("network", "The wide-area network");
///     const double scale = network.number("scale", 1, Bounds::positive(), "Factor on bandwidths");
///     document.require_all_used();
///
/// A copy is independent of the original: its values, its record, its sections. A document that was
/// moved from may only be assigned to or destroyed.
class ConfigDocument {
 public:
  /// Throws InputError (file, line, column, reason) if the text is not TOML or nests too deep.
  /// `file_name` is the file's name in messages; files that it names are relative to its directory,
  /// or to another one.
  static ConfigDocument parse(std::string_view text, std::string_view file_name,
                              const std::optional<std::filesystem::path>& directory = {});

  ConfigDocument(const ConfigDocument& other);
  ConfigDocument(ConfigDocument&& other) noexcept;
  ConfigDocument& operator=(const ConfigDocument& other);
  ConfigDocument& operator=(ConfigDocument&& other) noexcept;
  ~ConfigDocument();

  /// Takes `KEY=VALUE` of the command line: a dotted path and a TOML value; a bare word is a text.
  /// Replaces the value in the file and creates tables on the way. Throws InputError if it is not
  /// such a text, or the path leads through something other than a table. Messages about the value
  /// give `--set KEY=VALUE` as its place.
  void set(std::string_view assignment);

  /// Sets the value at a dotted path, as `set` does. Messages give `design factor PATH` as the
  /// place, after `place` if there is one.
  void set_value(std::string_view path, const ConfigScalar& value, std::string_view place = "");

  /// The same for any value, such as a list.
  void set_value(std::string_view path, const config::Value& value, std::string_view place);

  /// Gives the keys the values that they have in another document, which this one was copied from.
  void take_values_of(const ConfigDocument& other);

  /// Makes resolved() and values() give the key at a dotted path the value that the document
  /// itself has for it, and leave it out if it has none: for a key that a design sets at some
  /// points only. A table in a table, such as a policy's, that the document does not have is left
  /// out with all that is in it.
  void record_own_value(std::string_view path);

  /// Whether the file or an override gives a value at a dotted path.
  [[nodiscard]] bool has(std::string_view path) const;
  [[nodiscard]] bool has(const config::KeyPath& path) const;

  /// Takes the value at a path away, with all that is in it; nothing if there is none.
  void erase(const config::KeyPath& path);

  /// Gives a missing key a value, to read on. It has no place in messages.
  void stand_in(const config::KeyPath& path, const config::Value& value);

  /// The table that holds everything.
  ConfigSection root();

  /// The keys that were not read, in the order of the file and then of the overrides; messages have
  /// the nearest known name and all allowed ones.
  [[nodiscard]] std::vector<config::UnknownKey> unknown_keys() const;

  /// Throws InputError for the first of them.
  void require_all_used() const;

  /// Counts keys that were read from `other` as read here. For keys that are only read at some
  /// points of a design: read a copy for each point, then count them all before require_all_used.
  void count_reads_of(const ConfigDocument& other);

  /// The number of keys that were read.
  [[nodiscard]] std::size_t count_of_reads() const;

  /// Everything that was read, with defaults filled in, as TOML, in the order of reading (a
  /// table's own keys before its tables). Parsed and read again, it gives the same values to the
  /// last bit.
  std::string resolved() const;

  /// The same keys and values one by one, in the same order. A table without keys is `{}`.
  std::vector<ConfigValue> values() const;

  /// The files that were read for this document and its copies.
  std::vector<InputFile> inputs() const;

  /// To which the names of files are relative.
  const std::filesystem::path& directory() const;

  /// Everything that was read, in the order of reading.
  std::vector<ConfigOption> options() const;

 private:
  explicit ConfigDocument(std::shared_ptr<config::Content> content);

  void put_value(std::string_view path, config::Value value, std::string_view place);
  bool set_again(std::string_view path, const ConfigScalar& value, std::string_view place);

  /// Shared with the sections of this document, never with another document.
  std::shared_ptr<config::Content> content_;
};

}  // namespace bacelab
