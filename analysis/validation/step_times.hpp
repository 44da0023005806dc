#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/pipeline/iteration_time.hpp"

namespace bacelab {

/// The network between neighbouring stages.
struct StageLink {
  double bit_per_s = 0.0;
  double delay_s = 0.0;  ///< one way
};

/// One published time of an iteration, and the pipeline that took it.
struct StepTime {
  std::size_t line = 0;    ///< of the file
  std::string check;       ///< what differs within its group, such as "slow_links"
  std::string group;       ///< rows that share the constant: same model, GPU and code
  bool is_fitted = false;  ///< the one row of its group that sets the constant
  Schedule schedule = Schedule::one_f_one_b;
  int stages = 1;                 ///< k, from 1 to the layers
  int layers = 1;                 ///< L
  int micro_batches = 1;          ///< M, of one replica
  double boundary_bytes = 0.0;    ///< A: of one micro-batch, across a boundary, in one direction
  std::optional<StageLink> link;  ///< none: as fast as to take no time
  bool recompute = false;
  double seconds = 0.0;            ///< measured
  std::vector<std::string> texts;  ///< all fields of the row, one a column
};

/// A table of published step times.
struct StepTimes {
  std::string file;
  std::vector<std::string> columns;
  std::vector<StepTime> rows;

  /// Where a column is in the texts of a row. Throws InputError, which names `option` and all
  /// columns, if there is none of this name.
  [[nodiscard]] std::size_t column(std::string_view name, std::string_view option) const;
};

/// Reads a table (CSV whose first row names the columns): check, group, fit (yes or no), schedule,
/// stages, micro_batch, micro_batches, layers, hidden, sequence, bytes_per_value, gbit_per_s and
/// delay_ms (both empty: no time is lost between stages), recompute (yes or no), seconds,
/// publication, source; any others are kept as texts. Throws InputError with file, line and column
/// for what is wrong, also if a row has no other of its check and group that is to be fitted, or
/// two.
[[nodiscard]] StepTimes read_step_times(const std::filesystem::path& file);

}  // namespace bacelab
