#pragma once

#include <string>
#include <vector>

#include "experiments/results/results_file.hpp"

namespace bacelab {

/// The differences between two results files outside their values, in words.
struct StructureDifference {
  std::vector<std::string> differences;
  std::vector<std::string> notes;  ///< what does not make results different
  bool same_box = true;            ///< whether values stand at the same points and replications
};

StructureDifference find_structure_differences(const ResultsFile& a, const ResultsFile& b);

}  // namespace bacelab
