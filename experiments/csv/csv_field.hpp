#pragma once

#include <string>
#include <string_view>

namespace bacelab {

/// A text as a field of a CSV row, in quotes if it needs them (RFC 4180), or
/// if a file that begins with it would be taken to begin with a byte order mark.
std::string csv_field(std::string_view text);

}  // namespace bacelab
