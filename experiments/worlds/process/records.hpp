#pragma once

#include <memory>

#include "experiments/text/section.hpp"
#include "experiments/worlds/inputs/job_trace.hpp"
#include "experiments/worlds/inputs/price_table.hpp"

namespace bacelab {

/// After the end of a record: begin again, or refuse a record that is too short.
enum class AtEnd { wrap, refuse };

/// The jobs that a study replays.
struct JobRecord {
  ConfigSection section;
  std::shared_ptr<const JobTrace> trace;

  /// Reads [trace] file. Throws InputError, also if there is none.
  static JobRecord read(const ConfigSection& root);
  /// Reads at_end.
  [[nodiscard]] AtEnd at_end() const;
};

/// The prices that a study replays.
struct PriceRecord {
  ConfigSection section;
  std::shared_ptr<const PriceTable> table;  ///< null: none

  /// Reads `file` of [price.replay]. Throws InputError.
  static PriceRecord read(const ConfigSection& section);
  /// Reads at_end.
  [[nodiscard]] AtEnd at_end() const;
};

/// The time after which a trace follows itself: (last - first) n / (n - 1) s, n its jobs; 0 for
/// one.
double period_s(const JobTrace& trace);

}  // namespace bacelab
