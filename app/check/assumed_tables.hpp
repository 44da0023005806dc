#pragma once

#include <string>
#include <vector>

#include "app/check/given_keys.hpp"
#include "experiments/study/study_file.hpp"

namespace bacelab {

/// Keys of a table that a study does not set: "efficiency 0.4", "power_w 300 W".
struct AssumedTable {
  std::string name;
  std::vector<std::string> values;
};

/// Those of the tables with one name each whose keys decide an answer, and of the GPU types that
/// regions have.
[[nodiscard]] std::vector<AssumedTable> assumed_tables(const StudyFile& file, const Study& study,
                                                       const GivenKeys& given);

}  // namespace bacelab
