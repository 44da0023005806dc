#include "experiments/worlds/work/iterations.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace bacelab {

std::shared_ptr<const WorkDistribution> IterationsWork::make(const ConfigSection& section) {
  return std::make_shared<IterationsWork>(
      section.number("iterations", 1000.0, Bounds::positive(), "Iterations of every job"));
}

double IterationsWork::iterations(const JobKind&, const RandomStream&, std::uint32_t) const {
  return iterations_;
}

double IterationsWork::mean_seconds(const JobKind& kind) const {
  return iterations_ * kind.plan.ideal_iteration_s();
}

namespace {

double tokens_of_iteration(const Template& model) {
  return model.micro_batch * model.sequence * (model.data_parallel * replica_micro_batches(model));
}

}  // namespace

std::shared_ptr<const WorkDistribution> TokensWork::make(const ConfigSection& section) {
  auto tokens = section.numbers(
      "tokens_from", {3e8}, Bounds::positive(),
      "Tokens of a dataset; each job's is drawn from this list, each entry equally likely");
  const double epochs = section.number("epochs", 1.0, Bounds::positive(),
                                       "Number of times that a job reads its dataset");
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

namespace {

double mean_work(const JobTrace& trace) {
  double sum = 0.0;
  for (const TracedJob& job : trace.jobs) sum += job.work;
  return sum / static_cast<double>(trace.jobs.size());
}

std::map<std::string, double> mean_work_by_model(const JobTrace& trace) {
  std::vector<double> sums(trace.models.size());
  std::vector<double> counts(trace.models.size());
  for (const TracedJob& job : trace.jobs) {
    sums[job.model] += job.work;
    counts[job.model] += 1.0;
  }
  std::map<std::string, double> means;
  for (std::size_t i = 0; i < sums.size(); ++i) means[full_name(trace.models[i])] = sums[i] / counts[i];
  return means;
}

}  // namespace

TraceWork::TraceWork(std::shared_ptr<const TraceReplay> replay, bool by_model)
    : replay_(std::move(replay)), mean_work_(mean_work(replay_->trace())) {
  if (by_model) mean_work_of_ = mean_work_by_model(replay_->trace());
}

std::shared_ptr<const WorkDistribution> TraceWork::make(const ConfigSection& section) {
  const auto replay = TraceReplay::read(section.root());
  if (replay->trace().work == TracedWork::none) {
    section.root()
        .table("trace", "Recorded jobs that are replayed")
        .fail("file", "does not say how much work its jobs are",
              "a column iterations, hours or gpu_hours, or another work.distribution");
  }
  const bool by_model = read_template_source(section.root()) == TemplateSource::trace;
  return std::make_shared<TraceWork>(replay, by_model);
}

double TraceWork::seconds(double work, const JobKind& kind) const {
  switch (replay_->trace().work) {
    case TracedWork::iterations:
      return work * kind.plan.ideal_iteration_s();
    case TracedWork::gpu_hours:
      return 3600.0 * work / (1.0 * kind.plan.best().stages * kind.plan.gpus_of_stage());
    default:
      return 3600.0 * work;
  }
}

double TraceWork::iterations(const JobKind& kind, const RandomStream&,
                             std::uint32_t position) const {
  const double work = replay_->trace().jobs[position].work;
  if (replay_->trace().work == TracedWork::iterations) return work;
  return seconds(work, kind) / kind.plan.ideal_iteration_s();
}

double TraceWork::mean_seconds(const JobKind& kind) const {
  const auto own = mean_work_of_.find(kind.model.name);
  return seconds(own == mean_work_of_.end() ? mean_work_ : own->second, kind);
}

}  // namespace bacelab
