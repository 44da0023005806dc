#pragma once

#include <string>
#include <string_view>

#include "experiments/config/value.hpp"

namespace bacelab::config {

/// Reads a TOML file's text. Throws InputError (file, line, column, reason) if it is not TOML or
/// nests deeper than max_depth.
Table read_toml(std::string_view text, const std::string& file_name);

/// Reads one TOML value, as written behind `=`. A bare word (anything without quotes, brackets and
/// control characters that is no other value) is a text. The value and all in it get `location`.
/// Throws InputError if it is neither.
Value read_toml_value(std::string_view text, const Location& location);

}  // namespace bacelab::config
