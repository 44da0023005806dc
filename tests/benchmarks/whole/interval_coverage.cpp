// How often intervals from few worlds contain what a results file of very many worlds says:
//   interval_coverage FILE.h5 SAMPLES BOOTSTRAP_SAMPLES
// draws samples of worlds from the file with replacement and prints, for each metric, number of
// worlds and method, the per cent of the samples whose interval contains the value of the whole
// file, for each baseline and for all baselines together.
#include <tbb/parallel_for.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "analysis/selection/select.hpp"
#include "analysis/statistics/adjustment.hpp"
#include "analysis/statistics/bootstrap.hpp"
#include "analysis/statistics/paired.hpp"
#include "analysis/statistics/skewed.hpp"
#include "experiments/random/stream.hpp"

namespace bacelab {
namespace {

using Json = nlohmann::ordered_json;

constexpr double confidence = 0.95;

/// The forms and methods that are tried; `adjusted`: simultaneous intervals by Bonferroni.
struct Way {
  PairForm form;
  IntervalMethod method;
  bool adjusted = false;
};

constexpr std::array ways = {
    Way{PairForm::difference, IntervalMethod::delta},
    Way{PairForm::difference, IntervalMethod::johnson},
    Way{PairForm::difference, IntervalMethod::bootstrap_t},
    Way{PairForm::overhead, IntervalMethod::delta},
    Way{PairForm::overhead, IntervalMethod::johnson},
    Way{PairForm::overhead, IntervalMethod::bootstrap_t},
    Way{PairForm::overhead, IntervalMethod::delta, true},
};

/// The worlds of a sample of n.
std::vector<std::size_t> drawn_worlds(std::size_t worlds, std::size_t n, std::size_t sample) {
  const RandomStream stream({.seed = n, .replication = static_cast<std::uint32_t>(sample)},
                            "samples");
  std::vector<std::size_t> rows;
  for (std::uint32_t i = 0; i < n; ++i) {
    rows.push_back(static_cast<std::size_t>(stream.uniform(i) * static_cast<double>(worlds)));
  }
  return rows;
}

std::vector<double> picked(const std::vector<double>& values,
                           const std::vector<std::size_t>& rows) {
  std::vector<double> sample;
  for (const std::size_t row : rows) sample.push_back(values[row]);
  return sample;
}

Estimate estimate(const Way& way, const std::vector<double>& a, const std::vector<double>& b,
                  std::size_t baselines) {
  const double each = confidence_of_each(confidence, baselines,
                                         way.adjusted ? Adjustment::bonferroni : Adjustment::none);
  switch (way.method) {
    case IntervalMethod::johnson:
      return johnson_estimate(way.form, a, b, each);
    case IntervalMethod::bootstrap_t:
      return bootstrap_t_estimate(way.form, a, b,
                                  resampled_moments(a, b, {.resamples = 999, .seed = 1}), each);
    default:
      return delta_estimate(way.form, a, b, each);
  }
}

/// A sample without an interval counts as a miss.
Json coverage(const ComparisonInput& population, const Way& way, std::size_t n,
              std::size_t samples) {
  const std::size_t baselines = population.baselines.size();
  const std::vector<double>& a = population.policy_under_test.values;
  std::vector<double> truths;
  for (const PolicyColumn& baseline : population.baselines) {
    truths.push_back(delta_estimate(way.form, a, baseline.values, confidence).value.value());
  }
  std::vector<std::atomic<std::size_t>> hits(baselines);
  std::atomic<std::size_t> together = 0;
  tbb::parallel_for(std::size_t{0}, samples, [&](std::size_t sample) {
    const std::vector<std::size_t> rows = drawn_worlds(a.size(), n, sample);
    const std::vector<double> of_policy = picked(a, rows);
    std::size_t found = 0;
    for (std::size_t i = 0; i < baselines; ++i) {
      const Estimate of_sample =
          estimate(way, of_policy, picked(population.baselines[i].values, rows), baselines);
      if (!of_sample.interval.has_value()) continue;
      if (!of_sample.interval.value().contains(truths[i])) continue;
      ++hits[i];
      ++found;
    }
    if (found == baselines) ++together;
  });
  Json entry = {{"metric", population.metric},
                {"n", n},
                {"form", name_of(way.form)},
                {"method", name_of(way.method)},
                {"adjusted", way.adjusted},
                {"together", 100.0 * static_cast<double>(together) / static_cast<double>(samples)}};
  for (std::size_t i = 0; i < baselines; ++i) {
    entry["coverage"].push_back(100.0 * static_cast<double>(hits[i]) /
                                static_cast<double>(samples));
  }
  return entry;
}

Json coverages(const ResultsFile& file, std::size_t samples, std::size_t bootstrap_samples) {
  const Selection selection = filled_in(file, {});
  const CompleteWorlds worlds = complete_worlds(file, 0, selection);
  Json list = Json::array();
  for (const char* metric : {"jct_mean", "cost"}) {
    const ComparisonInput population = select(file, 0, metric, selection, worlds);
    for (const std::size_t n : {10, 30, 100}) {
      for (const Way& way : ways) {
        list.push_back(
            coverage(population, way, n, is_bootstrap(way.method) ? bootstrap_samples : samples));
      }
    }
  }
  return list;
}

}  // namespace
}  // namespace bacelab

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: interval_coverage FILE.h5 SAMPLES BOOTSTRAP_SAMPLES\n";
    return 2;
  }
  const bacelab::ResultsFile file(argv[1]);
  std::cout << bacelab::coverages(file, std::stoul(argv[2]), std::stoul(argv[3])) << '\n';
  return 0;
}
