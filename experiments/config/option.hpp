#pragma once

#include <optional>
#include <string>

namespace bacelab {

/// One key that was asked for, for the key reference and `bacelab check --keys`. All fields are
/// texts to be shown.
struct ConfigOption {
  /// Dotted path: `network.scale`.
  std::string path;
  /// "number", "integer", "boolean", "text", "choice", "list of ..." of these, "table" or
  /// "named tables".
  std::string type;
  /// The value taken if the key is missing, as TOML; "required" if it must not be, "none" if
  /// nothing takes its place.
  std::string fallback;
  /// "a number > 0", "one of single, grid".
  std::string allowed;
  std::optional<std::string> unit;
  std::string documentation;
};

}  // namespace bacelab
