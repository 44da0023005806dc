#pragma once

#include <cstdint>
#include <string>

namespace bacelab::fuzz {

/// A text with one to three changes of the kinds that people and disks make: a flipped bit, a line
/// that is missing or twice there, a piece cut out, a number that is far too large or small, too
/// many brackets. The same numbers give the same mutant everywhere.
std::string mutant_of(const std::string& text, std::uint64_t number);

}  // namespace bacelab::fuzz
