#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace bacelab {

/// A text for a message, cut off between characters of UTF-8 if it is longer than `longest` bytes.
std::string shortened(const std::string& text, std::size_t longest = 60);

/// A key that the user gave, for a message: short, and without bytes that a terminal might not
/// show; bytes that are not UTF-8 are replaced.
std::string shown_key(std::string_view key);

/// The text without spaces and tabs at its ends.
std::string_view trimmed(std::string_view text);

}  // namespace bacelab
