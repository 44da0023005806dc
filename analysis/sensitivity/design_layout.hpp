#pragma once

#include <string>
#include <vector>

#include "analysis/sensitivity/morris_effects.hpp"
#include "analysis/sensitivity/saltelli_layout.hpp"
#include "experiments/results/results_description.hpp"

namespace bacelab {

/// Where the points of a study with a `saltelli` design stand in it. Throws std::invalid_argument
/// if the description has no such design.
[[nodiscard]] SaltelliLayout saltelli_layout(const ResultsDescription& description);

/// The steps of a study with a `morris` design. Throws std::invalid_argument if the description has
/// no such design.
[[nodiscard]] std::vector<MorrisStep> morris_steps(const ResultsDescription& description);

/// The names of the factors, in the order of the design.
[[nodiscard]] std::vector<std::string> factor_names(const ResultsDescription& description);

}  // namespace bacelab
