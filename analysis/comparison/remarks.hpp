#pragma once

#include <string>
#include <vector>

#include "analysis/comparison/comparison.hpp"

namespace bacelab {

/// What a comparison with one baseline could not give and why, such as
/// "overhead, reduction: there are no pairs"; one text for each reason, none if nothing is missing.
[[nodiscard]] std::vector<std::string> remarks(const BaselineComparison& row);

/// The same for all baselines of a table: "fcfs, lcf: overhead: ...".
[[nodiscard]] std::vector<std::string> remarks(const Comparison& comparison);

}  // namespace bacelab
