// What the selection of the best policy gives: how often it is right, and how many runs it takes.
// Not a matter of time: each benchmark runs once, and its counters go to docs/statistics.md
// (tests/benchmarks/run_all.py selection). Worlds are normal, or drawn from those of a results file
// that BACELAB_POPULATION names.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <numeric>
#include <random>
#include <span>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "analysis/precision/selection_rule.hpp"
#include "experiments/results/results_file.hpp"

namespace bacelab {
namespace {

using Random = std::mt19937_64;

/// Worlds to select from, and the mean of each policy.
struct Source {
  std::vector<double> means;
  std::function<void(Random&, std::span<double>)> draw;
};

/// Policy i is worse than the first by `gaps[i]` per cent; half of the variance is of the world.
Source normal_source(std::vector<double> gaps, double spread) {
  Source source;
  for (const double gap : gaps) source.means.push_back(100.0 + gap);
  source.draw = [means = source.means, spread](Random& random, std::span<double> values) {
    std::normal_distribution<double> normal;
    const double own = spread / std::sqrt(2.0);
    const double world = own * normal(random);
    for (std::size_t i = 0; i < values.size(); ++i) {
      values[i] = means[i] + world + own * normal(random);
    }
  };
  return source;
}

/// The worlds of the first point of a file, each as likely as the others, under all policies or all
/// but the first.
Source population(const std::string& path, const std::string& metric, bool all) {
  const ResultsFile file(path);
  std::vector<std::vector<double>> columns;
  Source source;
  for (const std::string& policy : file.policies()) {
    if (!all && policy == file.policies().front()) continue;
    columns.push_back(file.column(metric, 0, policy));
    const auto& values = columns.back();
    source.means.push_back(std::accumulate(values.begin(), values.end(), 0.0) /
                           static_cast<double>(values.size()));
  }
  source.draw = [columns](Random& random, std::span<double> values) {
    std::uniform_int_distribution<std::size_t> world(0, columns.front().size() - 1);
    const std::size_t row = world(random);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = columns[i][row];
  };
  return source;
}

struct Tally {
  int correct = 0;  ///< the best mean of all
  int good = 0;     ///< a mean within the zone of the best
  double runs = 0.0;
  double equal = 0.0;      ///< if all policies had run to the end
  double two_stage = 0.0;  ///< S^2 / d^2 of Nelson and Matejcik's first stage
};

/// The variance of policies against worlds, without effects of either, doubled.
double interaction(const std::vector<std::vector<double>>& first) {
  const std::size_t worlds = first.size();
  const std::size_t policies = first.front().size();
  std::vector<double> of_policy(policies, 0.0);
  for (const auto& values : first) {
    for (std::size_t i = 0; i < policies; ++i) {
      of_policy[i] += values[i] / static_cast<double>(worlds);
    }
  }
  const double all =
      std::accumulate(of_policy.begin(), of_policy.end(), 0.0) / static_cast<double>(policies);
  double sum = 0.0;
  for (const auto& values : first) {
    const double of_world =
        std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(policies);
    for (std::size_t i = 0; i < policies; ++i) {
      sum += std::pow(values[i] - of_policy[i] - of_world + all, 2);
    }
  }
  return 2.0 * sum / static_cast<double>((policies - 1) * (worlds - 1));
}

void select_once(const Source& source, double percent, Random& random, Tally& tally) {
  SelectionTarget target;
  target.policies.assign(source.means.size(), "");
  target.indifference_percent = percent;
  SelectionRule rule(target, Direction::smaller_is_better);
  std::vector<std::vector<double>> first;
  std::vector<double> values(source.means.size());
  std::size_t worlds = 0;
  for (;;) {
    source.draw(random, values);
    rule.add(values);
    if (++worlds <= target.minimum) first.push_back(values);
    if (worlds < target.minimum || (worlds - target.minimum) % target.step != 0) continue;
    if (rule.look()) break;
  }
  const auto& ends = rule.selection().policies;
  const double best = *std::min_element(source.means.begin(), source.means.end());
  for (std::size_t i = 0; i < ends.size(); ++i) {
    tally.runs += static_cast<double>(ends[i].replications);
    if (ends[i].verdict != Verdict::selected) continue;
    tally.correct += source.means[i] == best ? 1 : 0;
    tally.good += source.means[i] < best * (1.0 + percent / 100.0) ? 1 : 0;
  }
  tally.equal += static_cast<double>(worlds * ends.size());
  tally.two_stage += interaction(first) / std::pow(rule.selection().zone, 2);
}

void selection(benchmark::State& state, const std::function<Source()>& make, double percent) {
  constexpr int repetitions = 2000;
  const Source source = make();
  Tally tally;
  for (auto _ : state) {
    Random random(20260525);
    tally = {};
    for (int i = 0; i < repetitions; ++i) select_once(source, percent, random, tally);
  }
  state.counters["policies"] = static_cast<double>(source.means.size());
  state.counters["correct_percent"] = 100.0 * tally.correct / repetitions;
  state.counters["good_percent"] = 100.0 * tally.good / repetitions;
  state.counters["runs"] = tally.runs / repetitions;
  state.counters["equal_runs"] = tally.equal / repetitions;
  state.counters["two_stage_ratio"] = tally.two_stage / repetitions;
}

void add(const std::string& name, const std::function<Source()>& make, double percent) {
  benchmark::RegisterBenchmark(("selection/" + name).c_str(), selection, make, percent)
      ->Iterations(1)
      ->Unit(benchmark::kMillisecond);
}

const bool registered = [] {
  for (const std::size_t policies : {2, 5, 10}) {
    std::vector<double> slippage(policies, 1.0);
    slippage.front() = 0.0;
    add(
        fmt::format("slippage/k={}", policies), [=] { return normal_source(slippage, 5.0); }, 1.0);
    std::vector<double> rising(policies);
    std::iota(rising.begin(), rising.end(), 0.0);
    add(
        fmt::format("rising/k={}", policies), [=] { return normal_source(rising, 5.0); }, 1.0);
  }
  const char* const file = std::getenv("BACELAB_POPULATION");
  if (file == nullptr) return true;
  for (const std::string metric : {"jct_mean", "cost"}) {
    for (const bool all : {true, false}) {
      for (const double percent : {0.5, 2.0}) {
        add(
            fmt::format("{}/{}/zone={}", metric, all ? "all" : "baselines", percent),
            [=] { return population(file, metric, all); }, percent);
      }
    }
  }
  return true;
}();

}  // namespace
}  // namespace bacelab
