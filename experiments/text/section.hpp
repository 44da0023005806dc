#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/registry.hpp"
#include "experiments/text/bounds.hpp"
#include "experiments/text/value.hpp"

namespace bacelab {

namespace config {
struct Content;
class KeyNode;
}  // namespace config

class ConfigDocument;
class InputFiles;
struct NamedSection;
struct NamedValue;

/// A table of a study file, through which its keys are read; a cheap handle.
///
/// The call that reads a key states everything about it: default, range, unit and meaning. The
/// document records every call, and knows from that which keys exist
/// (ConfigDocument::require_all_used), what the study is with all defaults filled in
/// (ConfigDocument::resolved) and what to print in the key reference (ConfigDocument::options).
///
/// All readers throw InputError, with file, line and dotted key, if the value has the wrong type or
/// is not allowed; a fallback is checked like a value. A key may be read more than once: the last
/// reading counts. A section stays valid even after the document is gone; it sees values set later.
/// Not for several threads at once, unless on copies of the document.
class ConfigSection {
 public:
  /// A finite number within `bounds`. An integer is a number too.
  double number(std::string_view key, double fallback, const Bounds& bounds,
                std::string_view documentation) const;
  double required_number(std::string_view key, const Bounds& bounds,
                         std::string_view documentation) const;
  std::optional<double> optional_number(std::string_view key, const Bounds& bounds,
                                        std::string_view documentation) const;

  /// An integer within `bounds`. A number with a point (8.0) is not one.
  std::int64_t integer(std::string_view key, std::int64_t fallback, const Bounds& bounds,
                       std::string_view documentation) const;
  std::int64_t required_integer(std::string_view key, const Bounds& bounds,
                                std::string_view documentation) const;
  std::optional<std::int64_t> optional_integer(std::string_view key, const Bounds& bounds,
                                               std::string_view documentation) const;

  bool boolean(std::string_view key, bool fallback, std::string_view documentation) const;

  /// True, false or one of `names`.
  config::BooleanOrName boolean_or_choice(std::string_view key,
                                          const config::BooleanOrName& fallback,
                                          const std::vector<std::string>& names,
                                          std::string_view documentation) const;

  std::string text(std::string_view key, std::string_view fallback,
                   std::string_view documentation) const;
  std::string required_text(std::string_view key, std::string_view documentation) const;
  std::optional<std::string> optional_text(std::string_view key,
                                           std::string_view documentation) const;

  /// One of `names`.
  std::string choice(std::string_view key, std::string_view fallback,
                     const std::vector<std::string>& names, std::string_view documentation) const;
  std::string required_choice(std::string_view key, const std::vector<std::string>& names,
                              std::string_view documentation) const;
  std::optional<std::string> optional_choice(std::string_view key,
                                             const std::vector<std::string>& names,
                                             std::string_view documentation) const;

  /// Lists with at least one element, each of which follows the rule of the single value. An empty
  /// fallback means that the key has no default: the result is empty only if the key is missing.
  std::vector<double> numbers(std::string_view key, const std::vector<double>& fallback,
                              const Bounds& bounds, std::string_view documentation) const;
  std::vector<std::int64_t> integers(std::string_view key,
                                     const std::vector<std::int64_t>& fallback,
                                     const Bounds& bounds, std::string_view documentation) const;
  std::vector<std::string> texts(std::string_view key, const std::vector<std::string>& fallback,
                                 std::string_view documentation,
                                 Repeats repeats = Repeats::allowed) const;
  std::vector<std::string> choices(std::string_view key, const std::vector<std::string>& fallback,
                                   const std::vector<std::string>& names,
                                   std::string_view documentation,
                                   Repeats repeats = Repeats::allowed) const;

  /// The table `key` of this table; an empty one if it is missing.
  ConfigSection table(std::string_view key, std::string_view documentation) const;

  /// The tables in the table `key`, under user-chosen names (`[policies.mine]`), in the order of
  /// the file; empty if it is missing.
  std::vector<NamedSection> named_tables(std::string_view key,
                                         std::string_view documentation) const;

  /// The values in this table, under user-chosen names, in the order of the file: a number, true,
  /// false, a text, or a list of these. `allowed` is what a message says of any other.
  std::vector<NamedValue> values(std::string_view allowed, std::string_view documentation) const;

  /// Is there such a key? This does not count as reading: the key must also be read to be known.
  bool has(std::string_view key) const;

  /// For errors that a reader finds itself: throws InputError with the place of `key` (of this
  /// table if the key is missing), its dotted path and its value or default: `study.toml:12:
  /// design.points = 100: WHAT; allowed: ALLOWED`, the end only if not empty. `stand_in`: if the
  /// key is missing, a value with which a search for more mistakes may go on.
  [[noreturn]] void fail(std::string_view key, std::string_view what, std::string_view allowed,
                         const std::optional<config::Value>& stand_in = std::nullopt) const;

  /// The same for a key that is missing and would not be if another were there in its place.
  [[noreturn]] void fail_missing(std::string_view key, std::string_view what,
                                 std::string_view allowed, const config::Value& stand_in) const;

  /// The table that holds everything.
  ConfigSection root() const;

  /// The files that the document may name.
  InputFiles& inputs() const;

  /// Dotted path of this table; empty for the root.
  std::string path() const;

  /// The place of a key, or of this table if the key is missing: "study.toml:12".
  std::string place(std::string_view key) const;

 private:
  friend class ConfigDocument;
  ConfigSection(std::shared_ptr<config::Content> content, config::KeyNode* node);

  std::vector<std::string> path_to(std::string_view key) const;
  std::string message_about(const config::KeyPath& path, std::string_view what,
                            std::string_view allowed) const;

  std::shared_ptr<config::Content> content_;
  config::KeyNode* node_;  ///< of this table, in the content
};

/// A table under a user-chosen name.
struct NamedSection {
  std::string name;
  ConfigSection section;
};

/// A value under a user-chosen name.
struct NamedValue {
  std::string name;
  config::Value value;
};

/// The entry of a registry that a key names; the first one if the key is missing. Throws
/// InputError.
template <class Entry>
const Entry& read_choice(const ConfigSection& section, std::string_view key,
                         const Registry<Entry>& registry, std::string_view documentation) {
  const auto name = section.choice(key, registry.front().name, registry.names(), documentation);
  return *registry.find(name);
}

/// The entry of a registry that a key names, which must be given. Throws InputError.
template <class Entry>
const Entry& read_required_choice(const ConfigSection& section, std::string_view key,
                                  const Registry<Entry>& registry, std::string_view documentation) {
  return *registry.find(section.required_choice(key, registry.names(), documentation));
}

}  // namespace bacelab
