#pragma once

#include <map>
#include <memory>
#include <string>

#include "experiments/worlds/trace_replay.hpp"
#include "experiments/worlds/work.hpp"

namespace bacelab {

/// The work w of recorded jobs, in (0, 10^15] (MODEL.md section 10). In iterations: N = w. In hours
/// of E_j: N = 3600 w / T(k*), T(k*) the iteration time in s without transfers. In GPU-hours, which
/// are hours of E_j at the best stage count k* of the job's template, whichever that is:
/// N = 3600 w / (k* T(k*)).
class TraceWork final : public WorkDistribution {
 public:
  /// `by_model`: the mean work of a template is that of its own jobs, as their templates come from
  /// the trace, too.
  TraceWork(std::shared_ptr<const TraceReplay> replay, bool by_model);
  static std::shared_ptr<const WorkDistribution> make(const ConfigSection& section);

  /// `position` is a row of the trace.
  [[nodiscard]] double iterations(const JobKind& kind, const RandomStream& stream,
                                  std::uint32_t position) const override;
  [[nodiscard]] double mean_seconds(const JobKind& kind) const override;
  [[nodiscard]] const TraceReplay* replay() const override { return replay_.get(); }

 private:
  /// Seconds of E_j.
  [[nodiscard]] double seconds(double work, const JobKind& kind) const;

  std::shared_ptr<const TraceReplay> replay_;
  double mean_work_;
  std::map<std::string, double> mean_work_of_;  // of a template; empty: all have the same
};

}  // namespace bacelab
