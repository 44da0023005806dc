#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace bacelab {

/// The version of the layout of results files (docs/results-file.md).
inline constexpr std::string_view results_schema = "bacelab-results-1";

/// A key of a study, dotted, and its value as TOML.
struct StudyKey {
  std::string key;
  std::string value;

  bool operator==(const StudyKey&) const = default;
};

/// The values that must be equal for results to belong together, whichever execution computed them.
/// The number of replications and the precision target are not among them: a study may be extended,
/// and a replication does not depend on how many there are.
struct StudyIdentity {
  std::string schema;           ///< of results files
  std::int64_t model = 0;       ///< version of the model
  std::vector<StudyKey> study;  ///< with all defaults; tables of the user's in the order given
  std::vector<std::string> metrics;
  std::vector<std::string> job_columns;
  std::vector<std::string> world_summaries = {};  ///< none: a program that did not keep them

  bool operator==(const StudyIdentity&) const = default;
};

/// The differences, one per line: "study.seed: 1 there, 2 here". Empty if the two are equal.
std::vector<std::string> differences(const StudyIdentity& there, const StudyIdentity& here);

/// The identity of a study as segments and results files keep it: an object, in which the study is
/// an object of its dotted keys, in their order, each with its value as TOML.
nlohmann::ordered_json json_of(const StudyIdentity& identity);

/// \throws nlohmann::json::exception if the object is none
StudyIdentity identity_from(const nlohmann::ordered_json& object);

/// The object on one line.
std::string identity_text(const StudyIdentity& identity);

/// What identity_text() made.
/// \throws std::invalid_argument if the text is none
StudyIdentity identity_from_text(const std::string& text);

}  // namespace bacelab
