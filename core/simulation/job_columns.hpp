#pragma once

#include <span>
#include <string_view>

#include "core/simulation/run_record.hpp"

namespace bacelab {

/// A number that is kept of every job (MODEL.md section 9, per job). A new one is a line in
/// job_columns.cpp.
struct JobColumnInfo {
  std::string_view name;
  std::string_view units;
  std::string_view long_name;
  std::string_view description;
  double (*value)(const JobOutcome&);  ///< NaN for what the job never reached
};

std::span<const JobColumnInfo> job_column_registry();

}  // namespace bacelab
