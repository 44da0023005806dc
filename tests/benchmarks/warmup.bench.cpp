// The coverage of the steady-state means of `bacelab warmup` with a nominal 95 %, from runs of the
// queue M/M/1, whose mean time in the system is known. Not a matter of time: each benchmark runs
// once, and its counters go to docs/statistics.md (tests/benchmarks/run_all.py warmup-coverage).

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "analysis/statistics/time_series.hpp"
#include "analysis/steady_state/steady_state.hpp"
#include "experiments/random/stream.hpp"

namespace bacelab {
namespace {

constexpr std::size_t runs_together = 20;
constexpr std::uint32_t experiments = 200;
constexpr double confidence = 0.95;

/// Times in the system of the first jobs of M/M/1, which begins empty; the mean service takes 1.
Observations queue(double load, std::size_t jobs, std::uint32_t run) {
  const RandomStream services({.seed = 1, .replication = run}, "warmup", "service");
  const RandomStream gaps({.seed = 1, .replication = run}, "warmup", "gap");
  Observations times;
  times.reserve(jobs);
  double wait = 0.0;
  for (std::uint32_t i = 0; i < jobs; ++i) {
    times.push_back(wait + services.exponential(i));
    wait = std::max(0.0, times.back() - gaps.exponential(i) / load);
  }
  return times;
}

/// How many of the experiments have an interval that contains the true mean.
class Hits {
 public:
  explicit Hits(double truth) : truth_(truth) {}

  void look_at(const SteadyState& state) {
    sum_ += state.mean.value.value();
    left_out_.push_back(static_cast<double>(state.warmup));
    if (state.mean.interval.value().contains(truth_)) ++hits_;
  }
  [[nodiscard]] double percent() const { return 100.0 * hits_ / experiments; }
  [[nodiscard]] double bias_percent() const { return 100.0 * (sum_ / experiments / truth_ - 1.0); }
  [[nodiscard]] double median_left_out() {
    std::nth_element(left_out_.begin(), left_out_.begin() + experiments / 2, left_out_.end());
    return left_out_[experiments / 2];
  }

 private:
  double truth_;
  double sum_ = 0.0;
  int hits_ = 0;
  std::vector<double> left_out_;
};

void warmup(benchmark::State& state, double load, std::size_t jobs, std::size_t runs,
            std::optional<std::size_t> left_out) {
  Hits hits(1.0 / (1.0 - load));
  for (auto _ : state) {
    for (std::uint32_t i = 0; i < experiments; ++i) {
      std::vector<Observations> observed;
      for (std::size_t run = 0; run < runs; ++run) {
        observed.push_back(queue(load, jobs, static_cast<std::uint32_t>(i * runs_together + run)));
      }
      hits.look_at(steady_state(observed, left_out, confidence));
    }
  }
  state.counters["coverage_percent"] = hits.percent();
  state.counters["bias_percent"] = hits.bias_percent();
  state.counters["median_left_out"] = hits.median_left_out();
}

const bool registered = [] {
  for (const int percent : {50, 80, 90}) {
    for (const std::size_t jobs : {std::size_t{5000}, std::size_t{20000}}) {
      for (const std::size_t runs : {std::size_t{1}, runs_together}) {
        for (const bool tenth : {false, true}) {
          const std::string title = "warmup/load=" + std::to_string(percent) +
                                    "/jobs=" + std::to_string(jobs) +
                                    "/runs=" + std::to_string(runs) + (tenth ? "/tenth" : "/mser");
          benchmark::RegisterBenchmark(title.c_str(), warmup, percent / 100.0, jobs, runs,
                                       tenth ? std::optional<std::size_t>(jobs / 10) : std::nullopt)
              ->Iterations(1)
              ->Unit(benchmark::kMillisecond);
        }
      }
    }
  }
  return true;
}();

}  // namespace
}  // namespace bacelab
