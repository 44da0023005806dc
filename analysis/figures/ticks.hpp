#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/figures/figure.hpp"

namespace bacelab {

/// A value of an axis that is marked, and the text that says which it is.
struct Tick {
  double value = 0.0;
  std::string text;

  bool operator==(const Tick&) const = default;
};

/// Round values from low to high, at most `most` of them (at least 2 are allowed), with as many
/// decimals as their distance needs: multiples of 1, 2 or 5 times a power of ten; on a logarithmic
/// axis powers of ten, between which 2 and 5 (or 3) times them stand if there is room, or round
/// values if it does not reach over two powers. There may be one or none.
/// Throws std::invalid_argument unless low < high, both are finite and, on a logarithmic axis,
/// positive.
[[nodiscard]] std::vector<Tick> round_ticks(const AxisRange& range, AxisScale scale,
                                            std::size_t most);

}  // namespace bacelab
