#pragma once

#include <cstddef>
#include <memory>
#include <utility>

#include "experiments/random/stream.hpp"
#include "experiments/text/section.hpp"
#include "experiments/worlds/inputs/job_trace.hpp"

namespace bacelab {

/// Where the templates of jobs come from.
enum class TemplateSource { weights, trace };
TemplateSource read_template_source(const ConfigSection& root);

/// Recorded jobs as those of a world: job i of the world is the i-th at or after the moment at
/// which the replay begins. After its last job the trace follows itself, with the mean gap between
/// its jobs from the last to the first: its period is (last - first) n / (n - 1) s, n its jobs
/// (MODEL.md section 10; the rule for the end is this program's own).
class TraceReplay {
 public:
  /// In each world the replay begins at a moment that is uniform in [0, `latest_s`] after the
  /// first job; `latest_s` >= 0.
  TraceReplay(std::shared_ptr<const JobTrace> trace, double latest_s);
  /// Reads [trace]. Throws InputError, also if there is no file.
  static std::shared_ptr<const TraceReplay> read(const ConfigSection& root);

  [[nodiscard]] const JobTrace& trace() const { return *trace_; }
  /// The position in the trace at which a world begins.
  struct Start {
    double moment_s = 0.0;  ///< after the first job
    std::size_t row = 0;    ///< of the world's first job; all of them: the next round's first
  };
  [[nodiscard]] Start start(const WorldId& world) const;
  /// The row of a job of a world.
  [[nodiscard]] std::size_t row(const Start& start, std::size_t i) const {
    return (start.row + i) % trace_->jobs.size();
  }
  /// Its arrival time, in s.
  [[nodiscard]] double arrival_s(const Start& start, std::size_t i) const;

 private:
  [[nodiscard]] double since_first(std::size_t row) const {
    return trace_->jobs[row].submit_s - trace_->jobs.front().submit_s;
  }

  std::shared_ptr<const JobTrace> trace_;
  double latest_s_;
  double period_s_;
};

}  // namespace bacelab
