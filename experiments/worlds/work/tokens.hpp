#pragma once

#include <vector>

#include "experiments/worlds/work.hpp"

namespace bacelab {

/// Training over a data set: a job has tokens / (b s M) iterations, b the sequences of a
/// micro-batch, s the tokens of a sequence and M the micro-batches of an iteration of its template,
/// so that an iteration consumes b s M tokens. A token count is what one job reads in all: the
/// tokens of the data set, times the epochs, before any parallel copy of the job. E_j follows from
/// what it trains. Data sets are drawn from a list, each entry equally likely: entry floor(u n) of
/// n, u uniform (MODEL.md section 10).
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

}  // namespace bacelab
