#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "experiments/worlds/process/trace_replay.hpp"
#include "experiments/worlds/work/work.hpp"

namespace bacelab {

/// The same number N of iterations for every job; E_j = N T(k*) s follows from its template, T(k*)
/// its iteration time at the best stage count without transfers (MODEL.md section 10).
class IterationsWork final : public WorkDistribution {
 public:
  /// `iterations` > 0, a real number.
  explicit IterationsWork(double iterations) : iterations_(iterations) {}
  static std::shared_ptr<const WorkDistribution> make(const ConfigSection& section);

  [[nodiscard]] double iterations(const JobKind& kind, const RandomStream& stream,
                                  std::uint32_t position) const override;
  [[nodiscard]] double mean_seconds(const JobKind& kind) const override;

 private:
  double iterations_;
};

/// Training over a dataset: a job has tokens / (b s D M') iterations, b the sequences of a
/// micro-batch, s the tokens of a sequence and D M' the micro-batches of an iteration of all
/// replicas of its template, so that an iteration consumes b s D M' tokens. A token count is what
/// one job reads in all: the tokens of the dataset, times the epochs. E_j follows from
/// its template. Datasets are drawn from a list, each entry equally likely: entry floor(u n) of n,
/// u uniform (MODEL.md section 10).
class TokensWork final : public WorkDistribution {
 public:
  /// Token counts > 0, at least one.
  explicit TokensWork(std::vector<double> tokens) : tokens_(std::move(tokens)) {}
  static std::shared_ptr<const WorkDistribution> make(const ConfigSection& section);

  [[nodiscard]] double iterations(const JobKind& kind, const RandomStream& stream,
                                  std::uint32_t position) const override;
  [[nodiscard]] double mean_seconds(const JobKind& kind) const override;

 private:
  std::vector<double> tokens_;
};

/// The work w of recorded jobs, in (0, 10^15] (MODEL.md section 10). In iterations: N = w. In hours
/// of E_j: N = 3600 w / T0(k*), T0(k*) the ideal iteration time in s. In GPU-hours, which
/// are hours of E_j on the k* g GPUs of the job's template, however many these are:
/// N = 3600 w / (k* g T0(k*)).
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
