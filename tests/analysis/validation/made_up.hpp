#pragma once

#include <fstream>
#include <string>

#include "analysis/validation/step_times.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab::sample {

inline const std::string step_columns =
    "check,group,fit,schedule,stages,micro_batch,micro_batches,layers,hidden,sequence,"
    "bytes_per_value,gbit_per_s,delay_ms,recompute,seconds,publication,source\n";

/// Reads a table with these rows below the names of all columns.
inline StepTimes step_times(const std::string& rows) {
  const ScratchDirectory directory;
  std::ofstream(directory / "steps.csv") << step_columns << rows;
  return read_step_times(directory / "steps.csv");
}

}  // namespace bacelab::sample
