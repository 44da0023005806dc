#pragma once

#include <string>
#include <string_view>

#include "experiments/text/value.hpp"

namespace bacelab::config {

/// The characters that TOML allows in a key without quotes.
inline constexpr std::string_view bare_key_characters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

/// The text in double quotes, escaped for TOML.
std::string toml_quoted(std::string_view text);

/// The key as in a TOML file: quoted only if necessary.
std::string key_text(std::string_view key);

/// The value as TOML text on one line; reading it gives an equal value.
std::string toml_text(const Value& value);

/// Reads a TOML file's text. Throws InputError (file, line, column, reason) if it is not TOML or
/// nests deeper than max_depth.
Table read_toml(std::string_view text, const std::string& file_name);

/// Reads one TOML value, as written behind `=`. A bare word (anything without quotes, brackets and
/// control characters that is not another value) is a text. The value and all in it get `location`.
/// Throws InputError if it is neither.
Value read_toml_value(std::string_view text, const Location& location);

}  // namespace bacelab::config
