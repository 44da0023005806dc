#pragma once

#include <string>
#include <string_view>

namespace bacelab {

/// A text as a field of a CSV row, in quotes if it needs them (RFC 4180).
std::string csv_field(std::string_view text);

}  // namespace bacelab
