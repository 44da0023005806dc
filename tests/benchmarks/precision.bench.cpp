// What the precision rule gives: how many replications, and how often the interval at the end holds
// the truth. Not a matter of time: each benchmark runs once, and its counters go to
// docs/statistics.md (tests/benchmarks/run_all.py precision-rule).

#include <cmath>
#include <tuple>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "tests/analysis/precision/sequential.hpp"

namespace bacelab {
namespace {

using sequential::Law;

void precision(benchmark::State& state, Law law, double spread, double points) {
  sequential::Outcome outcome;
  for (auto _ : state) outcome = sequential::repeat(law, spread, points, 10'000, 1);
  state.counters["theory"] = sequential::theory(spread, points);
  state.counters["mean_replications"] = outcome.mean_replications;
  state.counters["fewest"] = static_cast<double>(outcome.fewest);
  state.counters["coverage_percent"] = 100.0 * outcome.coverage;
}

const bool registered = [] {
  const double lognormal_spread = std::sqrt(std::exp(1.0) - 1.0);  // of sigma 1
  for (const int n : {50, 200}) {
    for (const auto& [name, law, spread] :
         {std::tuple{"normal", Law::normal, 0.15}, std::tuple{"exponential", Law::exponential, 1.0},
          std::tuple{"lognormal", Law::lognormal, lognormal_spread}}) {
      // The half-width that needs n pairs if the variance is known.
      const double points = std::sqrt(sequential::theory(spread, 1.0) / n);
      benchmark::RegisterBenchmark(fmt::format("precision_rule/{}/n={}", name, n).c_str(),
                                   precision, law, spread, points)
          ->Iterations(1)
          ->Unit(benchmark::kMillisecond);
    }
  }
  return true;
}();

}  // namespace
}  // namespace bacelab
