#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/simulation/scenario.hpp"
#include "tests/support/draws.hpp"

namespace bacelab::sample {

/// Random scenarios with all that a file can hold, of numbers and names that are hard to write.
class OddScenario {
 public:
  explicit OddScenario(std::uint64_t seed) : draws_(seed) {}

  Scenario make() {
    Scenario scenario;
    scenario.pipeline = {any_of<Schedule>({Schedule::overlapped, Schedule::gpipe,
                                           Schedule::one_f_one_b, Schedule::zero_bubble}),
                         draws_.between(0, 3)};
    const GpuType gpu = {any_of<std::string>({"", "RTX \"A6000\""}),
                         draws_.uniform(1e13, 1e15),
                         draws_.uniform(),
                         draws_.uniform(1e15, 1e16),  // so much that one stage holds any model
                         non_negative(),
                         draws_.uniform(1.0, 20.0),
                         any_of<double>({1.0, 0.0, draws_.uniform()})};
    const int regions = draws_.between(1, 4);
    scenario.pipeline.split = any_of<Split>({Split::layers, Split::even});
    scenario.pipeline.best_stages = any_of<BestStages>({BestStages::compute, BestStages::transfer});
    scenario.cluster = {draw_regions(regions, gpu, scenario.pipeline.best_stages),
                        draw_links(regions)};
    scenario.templates = std::make_shared<const TemplateSet>(draw_models(), gpu, scenario.pipeline);
    scenario.jobs = draw_jobs(static_cast<int>(scenario.templates->templates().size()));
    scenario.warmup_jobs = static_cast<std::size_t>(draws_.below(3));
    if (draws_.chance(0.5)) scenario.horizon_s = non_negative() + 1.0;
    if (draws_.chance(0.5)) scenario.policy_seed = (std::uint64_t{1} << 53) - 1;
    return scenario;
  }

 private:
  template <class T>
  T any_of(const std::vector<T>& choices) {
    return choices[static_cast<std::size_t>(draws_.below(static_cast<int>(choices.size())))];
  }

  /// Any finite double >= 0: of few digits, of any bits, or at an end of the range.
  double non_negative() {
    if (draws_.chance(0.4)) return draws_.between(0, 1000) / any_of<double>({1.0, 10.0, 1000.0});
    if (draws_.chance(0.2)) {
      return any_of<double>({0.0, 5e-324, std::numeric_limits<double>::min(), 9007199254740993.0,
                             9999999999999998.0, 1e16, std::numeric_limits<double>::max()});
    }
    return std::exp2(draws_.uniform(-1074.0, 1023.0)) * draws_.uniform();
  }

  double any_number() { return draws_.chance(0.3) ? -non_negative() : non_negative(); }

  template <class Value>
  Series series(Value value) {
    std::vector<double> times = {0.0};
    std::vector<double> values = {value()};
    const int more = draws_.below(4);
    for (int i = 0; i < more; ++i) {
      const double next = std::nextafter(times.back(), 1e300);
      times.push_back(draws_.chance(0.3) ? next
                                         : std::max(next, times.back() + draws_.exponential(1e4)));
      values.push_back(value());
    }
    return {std::move(times), std::move(values)};
  }
  Series prices() {
    return series([this] { return any_number(); });
  }
  Series bandwidths() {
    return series([this] { return non_negative(); });
  }

  std::string name(int number) {
    return any_of<std::string>({"Zürich \"west\"", "東京\\a", "tab\t", "\x01\x7f", "{}"}) +
           std::to_string(number);
  }

  /// A type that differs in some figures or in none; it has a name, at least that of the other.
  GpuType other_than(GpuType gpu) {
    if (draws_.chance(0.3)) gpu.name = any_of<std::string>({"H100", "\"own\""});
    if (draws_.chance(0.3)) gpu.peak_flops = draws_.uniform(1e13, 1e15);
    if (draws_.chance(0.3)) gpu.efficiency = draws_.uniform();
    if (draws_.chance(0.3)) gpu.memory_bytes = draws_.uniform(1e15, 1e16);
    if (draws_.chance(0.3)) gpu.power_w = non_negative();
    if (draws_.chance(0.3)) gpu.bytes_per_parameter = draws_.uniform(1.0, 20.0);
    if (draws_.chance(0.3)) gpu.idle_power_fraction = any_of<double>({1.0, 0.0, draws_.uniform()});
    return gpu;
  }

  Table<RegionIndex, Region> draw_regions(int count, const GpuType& gpu, BestStages rule) {
    std::vector<Region> regions;
    for (int i = 0; i < count; ++i) {
      const int gpus = draws_.between(1, 9);
      most_gpus_ = std::max(most_gpus_, gpus);
      const GpuType type = i == 0 || draws_.chance(0.5) ? gpu : other_than(gpu);
      Region region = {name(i), gpus, type, 1.0 + draws_.uniform(), prices(), {}, {}};
      if (draws_.chance(0.5)) region.observed_price = prices();
      if (rule == BestStages::transfer || draws_.chance(0.5)) {
        region.internal_bit_per_s = non_negative() / count + 1.0;
      }
      if (draws_.chance(0.5)) {
        region.capacity = series([&] { return double(draws_.between(0, gpus)); });
      }
      regions.push_back(std::move(region));
    }
    return Table<RegionIndex, Region>(std::move(regions));
  }

  Table<LinkIndex, Link> draw_links(int regions) {
    std::vector<Link> links;
    for (int a = 0; a < regions; ++a) {
      for (int b = a + 1; b < regions; ++b) {
        if (draws_.chance(0.3)) continue;
        auto ends = std::pair(RegionIndex(static_cast<std::size_t>(a)),
                              RegionIndex(static_cast<std::size_t>(b)));
        if (draws_.chance(0.5)) std::swap(ends.first, ends.second);
        Link link = {ends.first, ends.second, non_negative(), bandwidths(), {}, non_negative()};
        if (draws_.chance(0.5)) link.observed_bandwidth = bandwidths();
        links.push_back(std::move(link));
      }
    }
    return Table<LinkIndex, Link>(std::move(links));
  }

  std::vector<Template> draw_models() {
    std::vector<Template> models;
    const int count = draws_.between(1, 3);
    for (int i = 0; i < count; ++i) {
      Template model;
      model.name = name(i);
      model.layers = draws_.between(1, 12);
      model.hidden = draws_.uniform(100.0, 9000.0);
      model.sequence = draws_.uniform(1.0, 5000.0);
      model.vocabulary = draws_.uniform(1.0, 1e6);
      model.parameters = draws_.uniform(1.0, 1e11);
      model.micro_batch = draws_.between(1, 4);
      model.micro_batches = draws_.between(1, 64);
      model.recompute = draws_.chance(0.5);
      if (draws_.chance(0.5)) model.max_stages = draws_.between(1, 12);
      model.layer_parameters = draws_.uniform(1.0, 1e9);
      model.attention_width = draws_.uniform(1.0, 9000.0);
      // A region has room for one stage at least.
      if (draws_.chance(0.5)) model.tensor_parallel = draws_.between(1, most_gpus_);
      if (draws_.chance(0.5)) model.tensor_efficiency = 1.0 - draws_.uniform();
      if (draws_.chance(0.5)) {
        model.data_parallel = draws_.between(1, most_gpus_ / model.tensor_parallel);
      }
      models.push_back(std::move(model));
    }
    return models;
  }

  Table<JobIndex, Job> draw_jobs(int models) {
    std::vector<Job> jobs;
    std::int64_t id = any_of<std::int64_t>({std::numeric_limits<std::int64_t>::min(), -5, 0});
    const int count = draws_.between(1, 6);
    for (int i = 0; i < count; ++i) {
      jobs.push_back({id, TemplateIndex(static_cast<std::size_t>(draws_.below(models))),
                      non_negative(), draws_.uniform(1e-3, 1e6)});
      id += draws_.chance(0.5) ? 1 : 1'000'000'000'000'000'000;
    }
    return Table<JobIndex, Job>(std::move(jobs));
  }

  testing::Draws draws_;
  int most_gpus_ = 0;  // of a region
};

}  // namespace bacelab::sample
