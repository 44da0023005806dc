#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
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

/// Which value of a variable.
struct ValuePlace {
  std::size_t point = 0;
  std::size_t replication = 0;
  std::string policy;              ///< empty for what all policies share
  std::optional<std::size_t> job;  ///< for job rows

  bool operator==(const ValuePlace&) const = default;
};

/// How a variable differs between two results.
struct VariableDifference {
  std::string variable;  ///< "jobs/" before the name of a job column
  std::uint64_t differing_values = 0;
  std::uint64_t compared_values = 0;

  /// The largest |a - b| / max(|a|, |b|); infinite if one of them is NaN or infinite.
  double largest_relative = 0.0;

  ValuePlace first;  ///< the first value that differs
  double first_a = 0.0;
  double first_b = 0.0;
};

/// The differences between two results files.
struct Difference {
  /// Differences of the studies: seed, points, replications, policies, factors, metrics.
  std::vector<std::string> structure;

  /// The variables whose values differ.
  std::vector<VariableDifference> variables;

  /// What differs without making the results different: title, study text, program,
  /// compiler, arithmetic.
  std::vector<std::string> notes;

  bool is_equal() const { return structure.empty() && variables.empty(); }
};

/// Compares everything in two results files that is reproducible, bit for bit, so that a NaN equals
/// a NaN of the same bits. Policies are matched by name, in whatever order; those that only one
/// file has are a difference of structure, and the others are still compared. Not compared: times,
/// root attributes that begin with "run_", attributes of variables, and the numbers that say which
/// job a row is about, since the row's place says so. If the boxes differ in size, no values are
/// compared. Memory is bounded, whatever the size of the files.
Difference find_differences(const ResultsFile& a, const ResultsFile& b);

}  // namespace bacelab
