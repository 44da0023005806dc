#pragma once

#include <cstddef>

namespace bacelab {

/// Columns that a line on standard output may have: the terminal's, or 100 in a pipe or a file.
std::size_t output_width();

}  // namespace bacelab
