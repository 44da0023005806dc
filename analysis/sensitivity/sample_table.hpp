#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "analysis/selection/select.hpp"
#include "analysis/sensitivity/analyse.hpp"

namespace bacelab {

/// Settings for the analysis of a table.
struct TableQuestion {
  std::string output;                ///< the column of the output
  std::vector<std::string> factors;  ///< columns; empty: all without another meaning
  Incomplete incomplete = Incomplete::refuse;
};

/// The sensitivity of a column of a user's table (CSV whose first row names the columns), one row
/// per point of a design:
///
/// - Saltelli: columns `row` and `block` (A, B, AB_1 ... AB_d and, for the second order, BA_1 ...
///   BA_d), and `scramble` if there are several; rows in any order.
/// - Morris: a column `trajectory`, factors as numbers, one of which changes from row to row of a
///   trajectory; its range is that of its column.
///
/// An output that is empty or `nan` is an incomplete point. Numbers lie within +-10^100. The noise
/// is unknown. Throws InputError with file, line and column for what is wrong with the table.
[[nodiscard]] Sensitivity analyse_table(const std::filesystem::path& file,
                                        const TableQuestion& question,
                                        const SensitivitySettings& settings);

}  // namespace bacelab
