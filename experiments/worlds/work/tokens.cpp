#include "experiments/worlds/work/tokens.hpp"

#include <algorithm>
#include <numeric>

namespace bacelab {
namespace {

double tokens_of_iteration(const Template& model) {
  return model.micro_batch * model.sequence * model.micro_batches;
}

}  // namespace

std::shared_ptr<const WorkDistribution> TokensWork::make(const ConfigSection& section) {
  auto tokens = section.numbers("tokens_from", {3e8}, Bounds::positive(),
                                "Tokens of a data set; a job's is drawn from this list, each entry "
                                "equally likely");
  const double epochs =
      section.number("epochs", 1.0, Bounds::positive(), "How often a job reads its data set");
  for (double& count : tokens) count *= epochs;
  return std::make_shared<TokensWork>(std::move(tokens));
}

double TokensWork::iterations(const JobKind& kind, const RandomStream& stream,
                              std::uint32_t position) const {
  const double place = stream.uniform(position) * static_cast<double>(tokens_.size());
  const std::size_t choice = std::min(static_cast<std::size_t>(place), tokens_.size() - 1);
  return tokens_[choice] / tokens_of_iteration(kind.model);
}

double TokensWork::mean_seconds(const JobKind& kind) const {
  const double mean =
      std::accumulate(tokens_.begin(), tokens_.end(), 0.0) / static_cast<double>(tokens_.size());
  return mean / tokens_of_iteration(kind.model) * kind.plan.ideal_iteration_s();
}

}  // namespace bacelab
