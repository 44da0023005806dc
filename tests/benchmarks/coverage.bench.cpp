// The coverage of intervals with a nominal 95 %. Not a matter of time: each benchmark runs once,
// and its counters go to docs/statistics.md (tests/benchmarks/run_all.py coverage).

#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "analysis/statistics/bootstrap.hpp"
#include "analysis/statistics/intervals.hpp"
#include "analysis/statistics/paired.hpp"
#include "analysis/statistics/skewed.hpp"
#include "experiments/arithmetic/elementary.hpp"
#include "experiments/arithmetic/quantiles.hpp"
#include "experiments/random/stream.hpp"

namespace bacelab {
namespace {

/// A law of the values, made of a standard normal number.
struct Law {
  const char* name;
  double (*value)(double z);
  double mean;
};

const std::array laws = {
    Law{"normal", [](double z) { return 10.0 + z; }, 10.0},
    Law{"exponential", [](double z) { return -arithmetic::log(arithmetic::normal_cdf(-z)); }, 1.0},
    Law{"lognormal", [](double z) { return arithmetic::exp(z); }, arithmetic::exp(0.5)},
};

/// The baseline is on average 1.3 times the policy under test; the correlation of the normal
/// numbers that the pairs are made of is 0.5.
constexpr double ratio = 1.3;
constexpr double correlation = 0.5;

struct Pairs {
  std::vector<double> a;
  std::vector<double> b;
};

Pairs draw(const Law& law, std::size_t n, std::uint32_t experiment) {
  const RandomStream common({.seed = 1, .replication = experiment}, "coverage", "a");
  const RandomStream own({.seed = 1, .replication = experiment}, "coverage", "b");
  Pairs pairs;
  for (std::uint32_t i = 0; i < n; ++i) {
    const double z = common.normal(i);
    const double other =
        correlation * z + std::sqrt(1.0 - correlation * correlation) * own.normal(i);
    pairs.a.push_back(law.value(z));
    pairs.b.push_back(ratio * law.value(other));
  }
  return pairs;
}

Estimate estimate(const Pairs& pairs, PairForm form, IntervalMethod method) {
  constexpr double confidence = 0.95;
  if (method == IntervalMethod::delta) {
    return form == PairForm::difference ? paired_difference(pairs.a, pairs.b, confidence).estimate
                                        : overhead(pairs.a, pairs.b, confidence);
  }
  if (method == IntervalMethod::johnson) {
    return johnson_estimate(form, pairs.a, pairs.b, confidence);
  }
  const Bootstrap bootstrap = {.resamples = 999, .seed = 1};
  if (method == IntervalMethod::bootstrap_t) {
    return bootstrap_t_estimate(form, pairs.a, pairs.b,
                                resampled_moments(pairs.a, pairs.b, bootstrap), confidence);
  }
  const std::vector<std::span<const double>> columns = {pairs.a, pairs.b};
  const auto means = resampled_means(columns, bootstrap);
  return bootstrap_estimate(form, {pairs.a, means[0]}, {pairs.b, means[1]}, method, confidence);
}

void coverage(benchmark::State& state, const Law& law, std::size_t n, PairForm form,
              IntervalMethod method) {
  const double truth = form == PairForm::difference ? (ratio - 1.0) * law.mean : ratio - 1.0;
  const std::uint32_t experiments = is_bootstrap(method) ? 4000 : 20000;
  int hits = 0;
  int without = 0;
  for (auto _ : state) {
    for (std::uint32_t i = 0; i < experiments; ++i) {
      const Estimate found = estimate(draw(law, n, i), form, method);
      if (!found.interval.has_value()) {
        ++without;
      } else if (found.interval.value().contains(truth)) {
        ++hits;
      }
    }
  }
  const auto all = static_cast<double>(experiments);
  state.counters["coverage_percent"] = 100.0 * hits / (all - without);
  state.counters["without_percent"] = 100.0 * without / all;
}

const bool registered = [] {
  for (const Law& law : laws) {
    for (const std::size_t n : {10U, 30U, 100U}) {
      for (const auto& [form, name] : {std::pair{PairForm::difference, "difference"},
                                       std::pair{PairForm::overhead, "overhead"}}) {
        for (const auto method :
             {IntervalMethod::delta, IntervalMethod::johnson, IntervalMethod::bootstrap_t,
              IntervalMethod::percentile, IntervalMethod::bca}) {
          const std::string title = std::string("coverage/") + law.name +
                                    "/n=" + std::to_string(n) + "/" + name + "/" +
                                    std::string(name_of(method));
          benchmark::RegisterBenchmark(title.c_str(), coverage, law, n, form, method)
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
