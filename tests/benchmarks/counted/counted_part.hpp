#pragma once

#include <cstdio>

// Programs whose instructions are counted (valgrind --tool=callgrind --collect-atstart=no
// --toggle-collect='counted_part()'): everything that counted_part() does, and nothing else. Counts
// of the same program repeat exactly, whatever else the machine does.

/// What is counted.
void counted_part();

namespace bacelab::counted {

/// Says how many pieces of work were counted, and what one piece is.
inline void report(const char* piece, std::size_t pieces) {
  std::printf("{\"piece\": \"%s\", \"pieces\": %zu}\n", piece, pieces);
}

}  // namespace bacelab::counted
