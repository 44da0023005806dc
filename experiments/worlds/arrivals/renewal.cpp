#include "experiments/worlds/arrivals/renewal.hpp"

#include <algorithm>
#include <cmath>

#include "experiments/arithmetic/elementary.hpp"
#include "experiments/arithmetic/quantiles.hpp"
#include "experiments/random/stream.hpp"

namespace bacelab {

std::shared_ptr<const ArrivalProcess> BatchArrivals::make(const ConfigSection&) {
  return std::make_shared<BatchArrivals>();
}

std::vector<double> BatchArrivals::times(const ArrivalContext&, std::size_t jobs) const {
  return std::vector<double>(jobs, 0.0);
}

std::shared_ptr<const ArrivalProcess> PoissonArrivals::make(const ConfigSection& section) {
  return std::make_shared<PoissonArrivals>(ArrivalRate(section));
}

std::vector<double> PoissonArrivals::times(const ArrivalContext& context, std::size_t jobs) const {
  const RandomStream gaps(context.world, "arrivals");
  const double rate = rate_.per_second(context);
  std::vector<double> times(jobs);
  double now = 0.0;
  for (std::uint32_t i = 0; i < jobs; ++i) {
    now += gaps.exponential(i) / rate;
    times[i] = now;
  }
  return times;
}

ArrivalTheory PoissonArrivals::theory(const ArrivalContext& context) const {
  return {rate_.per_second(context), 1.0};
}

std::shared_ptr<const ArrivalProcess> GammaArrivals::make(const ConfigSection& section) {
  const ArrivalRate rate(section);
  const double cv = section.number("gap_cv", 2.0, Bounds::between(0.01, 10.0),
                                   "Coefficient of variation of the gaps; 1: a Poisson process");
  return std::make_shared<GammaArrivals>(rate, cv);
}

std::vector<double> GammaArrivals::times(const ArrivalContext& context, std::size_t jobs) const {
  const RandomStream gaps(context.world, "arrivals");
  const double shape = 1.0 / (cv_ * cv_);
  const double scale = 1.0 / (shape * rate_.per_second(context));
  std::vector<double> times(jobs);
  double now = 0.0;
  for (std::uint32_t i = 0; i < jobs; ++i) {
    now += scale * arithmetic::gamma_quantile(shape, gaps.uniform(i));
    times[i] = now;
  }
  return times;
}

ArrivalTheory GammaArrivals::theory(const ArrivalContext& context) const {
  return {rate_.per_second(context), cv_};
}

namespace {

/// A geometric number from 1 on with this mean, at most `limit`: the whole part of an exponential
/// number of rate -ln(1 - 1/mean), plus 1.
std::size_t geometric(double mean, double exponential, std::size_t limit) {
  if (mean == 1.0) return 1;
  const double more = std::floor(exponential / -arithmetic::log1p(-1.0 / mean));
  return 1 + static_cast<std::size_t>(std::min(more, static_cast<double>(limit - 1)));
}

}  // namespace

std::shared_ptr<const ArrivalProcess> CompoundArrivals::make(const ConfigSection& section) {
  const ArrivalRate rate(section);
  const double mean_batch = section.number("mean_batch", 2.2, Bounds::between(1.0, 1e6),
                                           "Mean number of jobs that arrive at one instant");
  return std::make_shared<CompoundArrivals>(rate, mean_batch);
}

std::vector<double> CompoundArrivals::times(const ArrivalContext& context, std::size_t jobs) const {
  const RandomStream gaps(context.world, "arrivals");
  const RandomStream sizes(context.world, "arrivals.batches");
  const double batch_rate = rate_.per_second(context) / mean_batch_;
  std::vector<double> times;
  times.reserve(jobs);
  double now = 0.0;
  for (std::uint32_t batch = 0; times.size() < jobs; ++batch) {
    now += gaps.exponential(batch) / batch_rate;
    const std::size_t left = jobs - times.size();
    times.insert(times.end(), geometric(mean_batch_, sizes.exponential(batch), left), now);
  }
  return times;
}

/// A gap is 0 within a batch, and exponential of rate rate/m between two, with probability 1/m:
/// cv^2 = 2 m - 1.
ArrivalTheory CompoundArrivals::theory(const ArrivalContext& context) const {
  return {rate_.per_second(context), std::sqrt(2.0 * mean_batch_ - 1.0)};
}

std::shared_ptr<const ArrivalProcess> TraceArrivals::make(const ConfigSection& section) {
  auto replay = TraceReplay::read(section.root());
  const ConfigSection trace = section.root().table("trace", "Recorded jobs that are replayed");
  const auto load = trace.optional_number(
      "load", Bounds::positive(),
      "Offered load, to which the times of the trace are stretched or shortened: rate * mean "
      "GPU-hours per job / GPUs; default: as recorded");
  if (load && replay->has_calendar()) {
    trace.fail("load", "times that are scaled have no dates, which study.start needs",
               "one of the two, or other numbers of GPUs");
  }
  if (load && !(replay->per_second() > 0.0)) {
    trace.fail("load", "the trace has no rate: all its jobs arrive at one instant",
               "a trace that lasts");
  }
  return std::make_shared<TraceArrivals>(std::move(replay), load);
}

double TraceArrivals::factor(const ArrivalContext& context) const {
  if (!load_) return 1.0;
  return replay_->per_second() * context.mean_gpu_seconds / context.gpus / *load_;
}

std::vector<double> TraceArrivals::times(const ArrivalContext& context, std::size_t jobs) const {
  const double longer = factor(context);
  std::vector<double> times;
  times.reserve(jobs);
  for (const ReplayedJob& job : replay_->jobs(context.world, jobs)) {
    times.push_back(longer * job.arrival_s);
  }
  return times;
}

ArrivalTheory TraceArrivals::theory(const ArrivalContext& context) const {
  const double rate = replay_->per_second();
  if (!(rate > 0.0)) return {};
  return {rate / factor(context), std::nullopt};
}

}  // namespace bacelab
