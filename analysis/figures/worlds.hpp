#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/figures/figure.hpp"
#include "analysis/figures/question.hpp"
#include "analysis/selection/select.hpp"

namespace bacelab {

/// Notes in a figure that worlds of a point were left out, if some were.
void note_dropped(Figure& figure, const ResultsFile& file, std::size_t point,
                  const CompleteWorlds& worlds);

/// The point of a figure that shows only one. Throws InputError, with advice, if there are several.
[[nodiscard]] std::size_t only_point(const ResultsFile& file, const FigureQuestion& question);

/// The worlds of the point in which all runs of the question are complete; notes in the figure how
/// many were left out.
[[nodiscard]] CompleteWorlds worlds_of(Figure& figure, const ResultsFile& file, std::size_t point,
                                       const FigureQuestion& question);

}  // namespace bacelab
