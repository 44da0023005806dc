#pragma once

#include <string>
#include <string_view>

#include "experiments/text/value.hpp"

namespace bacelab::config {

/// A text as a JSON string, with quotes. Throws InputError if it is not UTF-8.
std::string json_quoted(std::string_view text);

/// Reads a JSON file's text. Stricter than JSON: no key twice in an object, no nesting deeper than
/// max_depth. Throws InputError: `file:line:column: what` for a syntax error or bytes that aren't
/// UTF-8, `file: path: what` for a repeated key and a number beyond the range of doubles.
Value read_json(std::string_view text, const std::string& file_name);

/// A value other than a list, object or date as JSON text. Throws std::invalid_argument if it is
/// one.
std::string json_text(const Value& scalar);

}  // namespace bacelab::config
