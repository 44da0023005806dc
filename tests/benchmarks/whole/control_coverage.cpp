// How often intervals of means with control variates contain the mean over a results file of very
// many worlds:
//   control_coverage FILE.h5 SAMPLES
// draws samples of n worlds that ran and 20 n that did not from the file, with replacement, and
// prints, for each metric, n and policy, the per cent of the samples whose interval contains the
// mean of the whole file, with controls and without.
#include <tbb/parallel_for.h>

#include <atomic>
#include <cstdint>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "analysis/selection/select.hpp"
#include "analysis/statistics/controls.hpp"
#include "analysis/statistics/intervals.hpp"
#include "analysis/statistics/moments.hpp"
#include "experiments/random/stream.hpp"
#include "experiments/results/read_columns.hpp"

namespace bacelab {
namespace {

using Json = nlohmann::ordered_json;

constexpr double confidence = 0.95;
constexpr std::size_t drawn_for_each = 20;

/// What is known of the worlds of a file: summaries before they run, and metrics of each policy.
struct Population {
  std::vector<std::string> names;
  std::vector<std::vector<double>> summaries;  // [summary][world]
  std::vector<std::vector<double>> outcomes;   // [policy][world]
  std::vector<double> means;                   // [policy]

  [[nodiscard]] std::size_t worlds() const { return outcomes.front().size(); }
};

Population population_of(const ResultsFile& file, const std::string& metric) {
  const CompleteWorlds worlds = complete_worlds(file, 0, filled_in(file, {}));
  Population population;
  for (const auto& summary : file.description().world_summaries) {
    population.names.push_back(summary.name);
    population.summaries.push_back(
        file.world_summary(summary.name, {0, 1, 0, file.replications()}));
  }
  population.outcomes =
      read_columns(file, metric, 0, file.description().policies, worlds.replications);
  for (const auto& values : population.outcomes) {
    population.means.push_back(sample_mean(values));
  }
  return population;
}

std::vector<std::size_t> drawn_worlds(std::size_t worlds, std::size_t count, std::size_t sample) {
  const RandomStream stream({.seed = count, .replication = static_cast<std::uint32_t>(sample)},
                            "samples");
  std::vector<std::size_t> rows;
  for (std::uint32_t i = 0; i < count; ++i) {
    rows.push_back(static_cast<std::size_t>(stream.uniform(i) * static_cast<double>(worlds)));
  }
  return rows;
}

std::vector<double> picked(const std::vector<double>& values, const std::vector<std::size_t>& rows,
                           std::size_t count) {
  std::vector<double> some;
  for (std::size_t i = 0; i < count; ++i) some.push_back(values[rows[i]]);
  return some;
}

/// Those of a sample: the first n of the rows ran.
std::vector<Control> controls_of(const Population& population, const std::vector<std::size_t>& rows,
                                 std::size_t n) {
  std::vector<Control> controls;
  for (std::size_t i = 0; i < population.names.size(); ++i) {
    controls.push_back({population.names[i], picked(population.summaries[i], rows, n),
                        sample_mean(picked(population.summaries[i], rows, rows.size()))});
  }
  return controls;
}

/// Of how many samples the interval contains the mean of the population, [policy].
struct Hits {
  explicit Hits(std::size_t policies) : with(policies), without(policies) {}
  std::vector<std::atomic<std::size_t>> with;
  std::vector<std::atomic<std::size_t>> without;
};

bool holds(const Estimate& estimate, double mean) {
  return estimate.interval.has_value() && estimate.interval.value().contains(mean);
}

void count(const Population& population, std::size_t n, std::size_t sample, Hits& hits) {
  const auto rows = drawn_worlds(population.worlds(), n * (1 + drawn_for_each), sample);
  const ControlVariates controls(controls_of(population, rows, n), n, rows.size());
  for (std::size_t policy = 0; policy < population.means.size(); ++policy) {
    const auto y = picked(population.outcomes[policy], rows, n);
    const double mean = population.means[policy];
    if (holds(controls.mean(y, confidence).mean, mean)) ++hits.with[policy];
    if (holds(mean_estimate(y, confidence), mean)) ++hits.without[policy];
  }
}

Json coverages(const ResultsFile& file, std::size_t samples) {
  Json list = Json::array();
  const auto percent = [&](std::size_t hits) {
    return 100.0 * static_cast<double>(hits) / static_cast<double>(samples);
  };
  for (const char* metric : {"jct_mean", "cost"}) {
    const Population population = population_of(file, metric);
    for (const std::size_t n : {150, 500}) {
      Hits hits(population.means.size());
      tbb::parallel_for(std::size_t{0}, samples,
                        [&](std::size_t sample) { count(population, n, sample, hits); });
      Json entry = {{"metric", metric}, {"n", n}};
      for (std::size_t policy = 0; policy < population.means.size(); ++policy) {
        entry["with"].push_back(percent(hits.with[policy]));
        entry["without"].push_back(percent(hits.without[policy]));
      }
      list.push_back(std::move(entry));
    }
  }
  return list;
}

}  // namespace
}  // namespace bacelab

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: control_coverage FILE.h5 SAMPLES\n";
    return 2;
  }
  const bacelab::ResultsFile file(argv[1]);
  std::cout << bacelab::coverages(file, std::stoul(argv[2])) << '\n';
  return 0;
}
