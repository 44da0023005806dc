#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "analysis/sensitivity/morris_effects.hpp"
#include "analysis/sensitivity/sobol_indices.hpp"
#include "experiments/box/description.hpp"

namespace bacelab {

/// The position of each point in a Saltelli design.
struct SaltelliLayout {
  std::size_t factors = 0;
  bool second_order = false;
  std::vector<std::size_t> scramble;  ///< [point]
  std::vector<std::size_t> row;       ///< [point], in its scramble
  /// [point]: 0 = A, 1 = B, 2 .. d + 1 = AB_i, d + 2 .. 2 d + 1 = BA_i.
  std::vector<std::size_t> block;
};

/// The values at the points of a design, in their positions.
struct SaltelliArrays {
  std::vector<SaltelliValues> values;  ///< [scramble]
  std::size_t rows = 0;                ///< rows that are left, of all scrambles
  std::size_t dropped = 0;             ///< rows that were left out because a point is incomplete
};

/// Arranges the values of the points (in the order of the layout) by position. A row with an
/// incomplete point is left out as a whole, and so is a scramble without rows. Throws InputError if
/// the points are not a complete Saltelli design: a block of a row is missing or there twice, or
/// there are points beyond the last block.
[[nodiscard]] SaltelliArrays arrange(const SaltelliLayout& layout, std::span<const double> values,
                                     std::span<const char> complete);

/// The positions of the points of a study with a `saltelli` design. Throws std::invalid_argument if
/// the description has no such design.
[[nodiscard]] SaltelliLayout saltelli_layout(const ResultsDescription& description);

/// The steps of a study with a `morris` design. Throws std::invalid_argument if the description has
/// no such design.
[[nodiscard]] std::vector<MorrisStep> morris_steps(const ResultsDescription& description);

/// The names of the factors, in the order of the design.
[[nodiscard]] std::vector<std::string> factor_names(const ResultsDescription& description);

}  // namespace bacelab
