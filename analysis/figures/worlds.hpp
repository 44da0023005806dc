#pragma once

#include "analysis/figures/figure.hpp"
#include "analysis/selection/select.hpp"

namespace bacelab {

/// Notes in a figure that worlds of a point were left out, if some were.
void note_dropped(Figure& figure, const ResultsFile& file, std::size_t point,
                  const CompleteWorlds& worlds);

}  // namespace bacelab
