#pragma once

#include <cstddef>
#include <iosfwd>

#include "app/explain/explanation.hpp"

namespace bacelab {

/// Writes an explanation for people, in lines of at most `width` characters if the names allow:
/// the outcomes, the `most` jobs that differ most, the `most` decisions that made most, both time
/// lines.
void write_explanation(std::ostream& out, const Replay& replay, const Explanation& explanation,
                       std::size_t most, std::size_t width);

/// Writes all of it as JSON, in s and USD.
void write_explanation_json(std::ostream& out, const Replay& replay,
                            const Explanation& explanation);

}  // namespace bacelab
