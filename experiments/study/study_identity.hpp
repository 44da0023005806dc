#pragma once

#include <string>
#include <vector>

#include "experiments/box/description.hpp"
#include "experiments/study/study_file.hpp"

namespace bacelab {

/// What must be equal for results to belong together, whoever computed them and when. How many
/// replications there are is not part of it: a study may be extended.
struct StudyIdentity {
  std::string schema;      ///< of results files
  std::int64_t model = 0;  ///< version of the model
  std::string study;       ///< the study with all defaults, whatever the replications
  std::vector<std::string> metrics;
  std::vector<std::string> job_columns;

  bool operator==(const StudyIdentity&) const = default;
};

/// The identity of a study by what its results say. Throws InputError if its study can't be read,
/// as of a newer program; `file` names it in messages.
StudyIdentity identity_of(const ResultsDescription& description, const std::string& file);

/// What differs, a line each: "study.seed: 1 there, 2 here". Empty if the two are equal.
std::vector<std::string> differences(const StudyIdentity& there, const StudyIdentity& here);

/// What the results file of a study says before its first run.
ResultsDescription describe_results(const StudyFile& file);

}  // namespace bacelab
