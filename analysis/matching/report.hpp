#pragma once

#include <cstddef>
#include <iosfwd>
#include <nlohmann/json_fwd.hpp>

#include "analysis/matching/match.hpp"

namespace bacelab {

/// Writes a match as text for people, in lines of at most `width` characters: targets, the `top`
/// least implausible points, factors, what is left of the space.
void write_table(std::ostream& out, const Match& match, std::size_t top, std::size_t width);

/// A row for each point, with the implausibility of every target.
void write_csv(std::ostream& out, const Match& match);

/// Everything, to full precision.
[[nodiscard]] nlohmann::ordered_json to_json(const Match& match);

}  // namespace bacelab
