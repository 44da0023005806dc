#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "experiments/random/stream.hpp"
#include "experiments/text/section.hpp"
#include "experiments/worlds/inputs/job_trace.hpp"
#include "experiments/worlds/process/calendar.hpp"
#include "experiments/worlds/process/day_blocks.hpp"

namespace bacelab {

/// Where the templates of jobs come from.
enum class TemplateSource { weights, trace };
TemplateSource read_template_source(const ConfigSection& root);

/// A job of a world that was recorded.
struct ReplayedJob {
  double arrival_s = 0.0;  ///< in the world
  std::uint32_t row = 0;   ///< of the trace
};

/// Recorded jobs as those of a world (MODEL.md section 10): job i of the world is the i-th at or
/// after the moment at which the replay begins, which is the first job, drawn in each world, or set
/// by a calendar. After its last job the trace follows itself, with the mean gap between its jobs
/// from the last to the first: its period is (last - first) n / (n - 1) s, n its jobs; with a
/// calendar whole days, so that the hour of the day goes on (these rules are this program's own).
/// Or the days of the trace are drawn in blocks.
class TraceReplay {
 public:
  /// Of undated or dated jobs, from a moment that is uniform in [0, `latest_s`] after the first.
  struct FromMoment {
    double latest_s = 0.0;
  };
  /// Of drawn days, of which day 0 begins at `first_s` (as the trace counts).
  struct Days {
    DayBlocks blocks;
    double first_s = 0.0;
  };

  TraceReplay(std::shared_ptr<const JobTrace> trace, FromMoment start);
  TraceReplay(std::shared_ptr<const JobTrace> trace, Days days);
  /// Of a dated trace, by a calendar.
  TraceReplay(std::shared_ptr<const JobTrace> trace, std::shared_ptr<const Calendar> calendar);
  /// Reads [trace]. Throws InputError, also if there is no file.
  static std::shared_ptr<const TraceReplay> read(const ConfigSection& root);

  [[nodiscard]] const JobTrace& trace() const { return *trace_; }
  [[nodiscard]] bool has_calendar() const { return calendar_ != nullptr; }
  /// The first jobs of a world, by arrival.
  [[nodiscard]] std::vector<ReplayedJob> jobs(const WorldId& world, std::size_t count) const;
  /// Jobs per second over a long time; 0 if all of them arrive at one instant.
  [[nodiscard]] double per_second() const { return per_second_; }

 private:
  [[nodiscard]] double moment_s(const WorldId& world) const;
  [[nodiscard]] std::size_t row_at(double submit_s) const;
  [[nodiscard]] std::vector<ReplayedJob> in_order(double moment_s, std::size_t count) const;
  [[nodiscard]] std::vector<ReplayedJob> of_days(const WorldId& world, std::size_t count) const;
  void set_rate();

  std::shared_ptr<const JobTrace> trace_;
  double latest_s_ = 0.0;
  std::shared_ptr<const Calendar> calendar_;
  std::optional<Days> days_;
  double period_s_ = 0.0;
  double per_second_ = 0.0;
};

}  // namespace bacelab
