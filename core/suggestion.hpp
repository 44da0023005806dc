#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace bacelab {

/// Number of single-character insertions, deletions, replacements and swaps of neighbours that turn
/// `a` into `b`, no part being edited twice (optimal string alignment, the restricted
/// Damerau-Levenshtein distance). Counts bytes; case matters.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The name in `known` that `wrong` was most likely meant to be: the one at the smallest edit
/// distance, the first of equals. Case does not matter. Empty if all are further away than a third
/// of the longer name's length (one edit is always near, from three letters on).
std::string nearest_name(std::string_view wrong, std::span<const std::string> known);

/// ` (did you mean 'NAME'?)` for the name nearest to `wrong`, empty if nothing is near.
std::string did_you_mean(std::string_view wrong, std::span<const std::string> known);

}  // namespace bacelab
