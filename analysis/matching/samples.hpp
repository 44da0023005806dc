#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/matching/targets.hpp"
#include "experiments/box/description.hpp"
#include "experiments/results/results_file.hpp"

namespace bacelab {

/// The points of a results file as samples of its factors, each of which is one point of every
/// case.
struct Samples {
  std::size_t count = 0;
  std::vector<Factor> factors;     ///< without the cases; one value for each sample
  std::vector<std::string> cases;  ///< empty: the study has none
  /// The point of a sample in a case; case 0, if there are none.
  [[nodiscard]] std::size_t point(std::size_t sample, std::size_t case_index) const {
    return sample * (cases.empty() ? 1 : cases.size()) + case_index;
  }
  /// The place of a case in the list; 0 if it is none of them.
  [[nodiscard]] std::size_t case_index(const std::string& name) const;
};

/// Throws InputError unless the file has at least two samples with factors.
[[nodiscard]] Samples samples_of(const ResultsFile& file);

/// One output of a target in the runs of a file.
struct FigureValues {
  std::vector<double> values;    ///< [sample]; meaningless if incomplete
  std::vector<double> variance;  ///< [sample]: of the value over sets of worlds (delta method)
  std::vector<char> complete;    ///< [sample]: 1 where all runs are complete
  std::size_t worlds = 0;        ///< replications of each point
};

/// Computes it from pairs of runs in the same worlds. Throws InputError if a point has fewer than
/// two replications, which show no noise, or a ratio has a denominator that is not positive.
[[nodiscard]] FigureValues figure_values(const ResultsFile& file, const Samples& samples,
                                         const Target& target, const OutputExpression& output);

}  // namespace bacelab
