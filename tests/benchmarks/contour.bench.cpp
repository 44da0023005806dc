// What the search of a contour finds, and what it takes. Not a matter of time: each benchmark runs
// once, and its counters go to docs/statistics.md (tests/benchmarks/run_all.py contour).

#include <algorithm>
#include <cstddef>
#include <string>
#include <tuple>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "tests/analysis/contour/known_contours.hpp"

namespace bacelab {
namespace {

void contour(benchmark::State& state, known::Field field, double noise, bool everywhere) {
  constexpr int repetitions = 20;
  ContourSearch search;
  search.maximum = 400;
  search.most_worlds = search.resolution * search.resolution * search.maximum / 5;
  known::Outcome sum;
  double most_share = 0.0;
  for (auto _ : state) {
    for (int i = 0; i < repetitions; ++i) {
      const auto seed = static_cast<std::uint64_t>(i);
      const known::Outcome outcome = known::look_for(field, search, noise, seed, everywhere);
      sum.share += outcome.share / repetitions;
      sum.mean_distance += outcome.mean_distance / repetitions;
      sum.largest_distance = std::max(sum.largest_distance, outcome.largest_distance);
      sum.wrong_sides += outcome.wrong_sides;
      most_share = std::max(most_share, outcome.share);
    }
  }
  state.counters["share_percent"] = 100.0 * sum.share;
  state.counters["most_share_percent"] = 100.0 * most_share;
  state.counters["mean_distance"] = sum.mean_distance;
  state.counters["largest_distance"] = sum.largest_distance;
  state.counters["wrong_sides"] = static_cast<double>(sum.wrong_sides) / repetitions;
}

const bool registered = [] {
  using Shape = std::tuple<const char*, known::Field>;
  for (const auto& [name, field] :
       {Shape{"circle", known::circle}, Shape{"line", known::slope}, Shape{"wave", known::wave}}) {
    for (const double noise : {0.02, 0.1, 0.3}) {
      for (const bool everywhere : {false, true}) {
        benchmark::RegisterBenchmark(
            fmt::format("contour/{}/noise={}/{}", name, noise, everywhere ? "grid" : "search")
                .c_str(),
            contour, field, noise, everywhere)
            ->Iterations(1)
            ->Unit(benchmark::kMillisecond);
      }
    }
  }
  return true;
}();

}  // namespace
}  // namespace bacelab
