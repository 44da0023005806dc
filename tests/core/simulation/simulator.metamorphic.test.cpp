// Relations between runs: what a change of the scenario must do to the result, whatever the result
// is. Powers of two scale numbers without rounding, so those relations hold to the last bit.
#include <rapidcheck/catch.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <memory>
#include <numeric>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "core/simulation/simulator.hpp"
#include "tests/support/any_run.hpp"
#include "tests/support/policies.hpp"
#include "tests/support/random_scenario.hpp"
#include "tests/support/same_record.hpp"

namespace bacelab {
namespace {

using namespace testing;

double any_power_of_two() { return std::ldexp(1.0, *rc::gen::inRange(-9, 10)); }

/// The series with times and values multiplied.
struct Scaled {
  double time = 1.0;
  double value = 1.0;

  Series operator()(const Series& series) const {
    std::vector<double> times;
    std::vector<double> values;
    for (std::size_t i = 0; series.has(i); ++i) {
      times.push_back(series.time(i) * time);
      values.push_back(series.value(i) * value);
    }
    return {std::move(times), std::move(values)};
  }
};

std::optional<Series> copy_of(const std::optional<Series>& series) {
  return series ? std::optional(Scaled{}(*series)) : std::nullopt;
}

Region copy_of(const Region& region) {
  return {region.name,
          region.gpus,
          region.gpu,
          region.pue,
          Scaled{}(region.price),
          copy_of(region.observed_price),
          copy_of(region.capacity),
          region.internal_bit_per_s};
}

Link copy_of(const Link& link) {
  return {link.a,
          link.b,
          link.delay_s,
          Scaled{}(link.bandwidth),
          copy_of(link.observed_bandwidth),
          link.transfer_usd_per_gb};
}

/// The parts of a scenario, to be changed and put together again.
struct Parts {
  explicit Parts(const Scenario& scenario)
      : original(&scenario),
        templates(scenario.templates->templates().begin(), scenario.templates->templates().end()),
        jobs(scenario.jobs.begin(), scenario.jobs.end()) {
    for (const Region& region : scenario.cluster.regions()) regions.push_back(copy_of(region));
    for (const Link& link : scenario.cluster.links()) links.push_back(copy_of(link));
  }

  /// Leaves nothing behind.
  [[nodiscard]] Scenario scenario() {
    Scenario made;
    made.pipeline = original->pipeline;
    made.cluster = Cluster(Table<RegionIndex, Region>(std::move(regions)),
                           Table<LinkIndex, Link>(std::move(links)));
    made.templates =
        std::make_shared<TemplateSet>(std::make_shared<const Templates>(templates),
                                      gpus_of(made.cluster.regions()), original->pipeline);
    made.jobs = Table<JobIndex, Job>(jobs);
    made.warmup_jobs = original->warmup_jobs;
    made.horizon_s = original->horizon_s;
    return made;
  }

  /// Puts `change(series)` in the place of every series.
  template <class Change>
  void change_series(const Change& prices, const Change& bandwidths, const Change& capacities) {
    const auto change = [](std::optional<Series>& series, const Change& by) {
      if (series) series = by(*series);
    };
    for (Region& region : regions) {
      region.price = prices(region.price);
      change(region.observed_price, prices);
      change(region.capacity, capacities);
    }
    for (Link& link : links) {
      link.bandwidth = bandwidths(link.bandwidth);
      change(link.observed_bandwidth, bandwidths);
    }
  }

  const Scenario* original;
  std::vector<Region> regions;
  std::vector<Link> links;
  std::vector<Template> templates;
  std::vector<Job> jobs;
};

/// What a record should become when times, money and bytes are multiplied.
RunRecord multiplied(RunRecord record, double time, double money, double bytes) {
  for (JobOutcome& job : record.jobs) {
    for (double* each : {&job.arrival_s, &job.start_s, &job.finish_s, &job.ideal_s}) *each *= time;
    job.energy_kwh *= time;
    job.cost_usd *= time * money;
    job.egress_bytes *= bytes;
    job.egress_usd *= time * money;
  }
  record.end_s *= time;
  record.utilisation_integral_s *= time;
  record.blocked_job_seconds *= time;
  return record;
}

bool close(double a, double b) { return a == b || std::abs(a - b) <= 1e-9 * std::abs(a + b); }

/// The same decisions, and numbers up to rounding.
bool alike(const RunRecord& x, const JobOutcome& a, const RunRecord& y, const JobOutcome& b) {
  const auto same_step = [](const PathStep& first, const PathStep& second) {
    return first.region == second.region && first.stages == second.stages;
  };
  return a.started == b.started && a.served == b.served && a.stages == b.stages &&
         std::ranges::equal(x.path_of(a), y.path_of(b), same_step) &&
         close(a.arrival_s, b.arrival_s) && (!a.started || close(a.start_s, b.start_s)) &&
         (!a.served || close(a.finish_s, b.finish_s)) && close(a.energy_kwh, b.energy_kwh) &&
         std::abs(a.cost_usd - b.cost_usd) <= 1e-9 * (a.energy_kwh + 1.0) * 3.0;
}

std::vector<std::size_t> any_order(std::size_t count) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::mt19937 generator(*rc::gen::arbitrary<std::uint32_t>());
  std::ranges::shuffle(order, generator);
  return order;
}

template <class Entry>
std::vector<Entry> in_order(std::vector<Entry> entries, const std::vector<std::size_t>& order) {
  std::vector<Entry> sorted;
  for (const std::size_t i : order) sorted.push_back(std::move(entries[i]));
  return sorted;
}

/// Numbers of which no two, and no sums of some, are equal.
double any_irregular(double low, double high) {
  return low + (high - low) * (*rc::gen::inRange(1, 1'000'000'007)) / 1'000'000'007.0;
}

}  // namespace

TEST_CASE("twice as slow a world gives the same run, twice as slow, to the last bit") {
  rc::prop("times", [] {
    const Scenario scenario = any_scenario().make();
    const std::string policy = any_policy();
    const double time = any_power_of_two();
    Parts parts(scenario);
    for (Region& region : parts.regions) region.gpu.peak_flops /= time;
    parts.change_series(Scaled{time, 1.0}, Scaled{time, 1.0 / time}, Scaled{time, 1.0});
    for (Link& link : parts.links) {
      link.delay_s *= time;
      link.transfer_usd_per_gb *= time;  // as electricity is paid for longer
    }
    for (Job& job : parts.jobs) job.arrival_s *= time;
    RC_ASSERT(
        same(run(parts.scenario(), policy), multiplied(run(scenario, policy), time, 1.0, 1.0)));
  });
}

TEST_CASE("twice the prices are twice the cost, to the last bit") {
  rc::prop("prices", [] {
    const Scenario scenario = any_scenario().make();
    const std::string policy = any_policy();
    const double money = any_power_of_two();
    Parts parts(scenario);
    parts.change_series(Scaled{1.0, money}, Scaled{}, Scaled{});
    for (Link& link : parts.links) link.transfer_usd_per_gb *= money;
    RC_ASSERT(
        same(run(parts.scenario(), policy), multiplied(run(scenario, policy), 1.0, money, 1.0)));
  });
}

TEST_CASE("twice the bandwidth for twice the data is the same run, to the last bit") {
  rc::prop("bandwidths", [] {
    const Scenario scenario = any_scenario().make();
    const std::string policy = any_policy();
    const double bytes = any_power_of_two();
    Parts parts(scenario);
    parts.change_series(Scaled{}, Scaled{1.0, bytes}, Scaled{});
    for (Link& link : parts.links) link.transfer_usd_per_gb /= bytes;
    // Wider layers of the same work and the same need of memory.
    for (Template& model : parts.templates) {
      model.hidden *= bytes;
      model.parameters *= bytes;
      model.vocabulary /= bytes;
    }
    for (Region& region : parts.regions) region.gpu.memory_bytes *= bytes;
    RC_ASSERT(
        same(run(parts.scenario(), policy), multiplied(run(scenario, policy), 1.0, 1.0, bytes)));
  });
}

namespace {

/// Twice as many GPUs in all regions.
void double_gpus(Parts& parts) {
  parts.change_series(Scaled{}, Scaled{}, Scaled{1.0, 2.0});
  for (Region& region : parts.regions) region.gpus *= 2;
}

/// With twice the GPUs for each job.
RunRecord on_twice_the_gpus(RunRecord record) {
  for (JobOutcome& job : record.jobs) job.gpus *= 2;
  return record;
}

}  // namespace

TEST_CASE("pairs of GPUs in tensor parallel are as one of twice the size, to the last bit") {
  rc::prop("tensor parallel", [] {
    const Scenario scenario = any_scenario().make();
    const std::string policy = any_policy();
    Parts parts(scenario);
    double_gpus(parts);
    for (Region& region : parts.regions) {
      region.gpu.peak_flops /= 2.0;
      region.gpu.memory_bytes /= 2.0;
      region.gpu.power_w /= 2.0;
    }
    for (Template& model : parts.templates) model.tensor_parallel = 2;
    RC_ASSERT(same(run(parts.scenario(), policy), on_twice_the_gpus(run(scenario, policy))));
  });
}

TEST_CASE("two replicas of twice the micro-batches are as one job, to the last bit") {
  rc::prop("data parallel", [] {
    const Scenario scenario = any_scenario().make();
    const std::string policy = any_policy();
    Parts parts(scenario);
    double_gpus(parts);
    parts.change_series(Scaled{}, Scaled{1.0, 2.0}, Scaled{});
    for (Region& region : parts.regions) region.gpu.power_w /= 2.0;
    for (Link& link : parts.links) link.transfer_usd_per_gb /= 2.0;
    for (Template& model : parts.templates) {
      model.data_parallel = 2;
      model.micro_batches *= 2;
    }
    RC_ASSERT(same(run(parts.scenario(), policy),
                   on_twice_the_gpus(multiplied(run(scenario, policy), 1.0, 1.0, 2.0))));
  });
}

TEST_CASE("links in another order are the same world") {
  rc::prop("links", [] {
    const Scenario scenario = any_scenario().make();
    const std::string policy = any_policy();
    Parts parts(scenario);
    const auto order = any_order(parts.links.size());
    parts.links = in_order(std::move(parts.links), order);
    // And some seen from the other end.
    for (std::size_t i = 0; i < order.size(); i += 2) {
      std::swap(parts.links[i].a, parts.links[i].b);
    }
    const RunRecord before = run(scenario, policy);
    const RunRecord after = run(parts.scenario(), policy);
    for (std::size_t i = 0; i < before.jobs.size(); ++i) {
      RC_ASSERT(alike(before, before.jobs[i], after, after.jobs[i]));
    }
  });
}

TEST_CASE("jobs under other ids are served as before") {
  rc::prop("jobs", [] {
    RandomScenario wanted = any_scenario();
    wanted.changing = false;
    Scenario scenario = wanted.make();
    const std::string policy = any_policy();
    // No two jobs arrive at one instant or are equally long: those are ties, which ids decide.
    Parts parts(scenario);
    for (Job& job : parts.jobs) {
      job.arrival_s += any_irregular(0.0, 20.0);
      job.iterations *= any_irregular(0.5, 2.0);
    }
    const Scenario first = parts.scenario();
    Parts other(first);
    const auto order = any_order(other.jobs.size());
    other.jobs = in_order(std::move(other.jobs), order);
    for (std::size_t i = 0; i < order.size(); ++i) {
      other.jobs[i].id = static_cast<std::int64_t>(i);
    }
    const RunRecord before = run(first, policy);
    const RunRecord after = run(other.scenario(), policy);
    for (std::size_t i = 0; i < order.size(); ++i) {
      RC_ASSERT(alike(before, before.jobs[order[i]], after, after.jobs[i]));
    }
  });
}

TEST_CASE("regions in another order are the same world for a policy that asks only for prices") {
  rc::prop("regions", [] {
    const Scenario scenario = any_scenario().make();
    const auto policy = *rc::gen::element<std::string>("lcf", "cr_lcf");
    // No two regions are equally cheap: that is a tie, which the index decides.
    Parts parts(scenario);
    for (Region& region : parts.regions) region.pue = any_irregular(1.0, 2.0);
    for (Region& region : parts.regions) {
      region.price = Series(any_irregular(0.1, 1.0));
      region.observed_price.reset();
    }
    const Scenario first = parts.scenario();
    Parts other(first);
    const auto order = any_order(other.regions.size());
    other.regions = in_order(std::move(other.regions), order);
    std::vector<RegionIndex> position(order.size(), RegionIndex(0));
    for (std::size_t i = 0; i < order.size(); ++i) position[order[i]] = RegionIndex(i);
    for (Link& link : other.links) {
      link.a = position[link.a.value()];
      link.b = position[link.b.value()];
    }
    RunRecord before = run(first, policy);
    for (PathStep& step : before.steps) step.region = position[step.region.value()];
    const RunRecord after = run(other.scenario(), policy);
    for (std::size_t i = 0; i < before.jobs.size(); ++i) {
      RC_ASSERT(alike(before, before.jobs[i], after, after.jobs[i]));
    }
  });
}

TEST_CASE("a breakpoint that changes nothing changes no job") {
  rc::prop("split series", [] {
    const Scenario scenario = any_scenario().make();
    const std::string policy = any_policy();
    // A second breakpoint of the same value at a place within each piece.
    const double share = any_irregular(0.1, 0.9);
    const auto split = [share](const Series& series) {
      std::vector<double> times;
      std::vector<double> values;
      for (std::size_t i = 0; series.has(i); ++i) {
        times.push_back(series.time(i));
        values.push_back(series.value(i));
        const double end = series.has(i + 1) ? series.time(i + 1) : series.time(i) + 7.0;
        times.push_back(series.time(i) + share * (end - series.time(i)));
        values.push_back(series.value(i));
      }
      return Series(std::move(times), std::move(values));
    };
    Parts parts(scenario);
    parts.change_series(split, split, split);
    const RunRecord before = run(scenario, policy);
    const RunRecord after = run(parts.scenario(), policy);
    for (std::size_t i = 0; i < before.jobs.size(); ++i) {
      // A run that gets stuck ends with the last event, of which there are more now.
      if (!before.jobs[i].served) continue;
      RC_ASSERT(alike(before, before.jobs[i], after, after.jobs[i]));
    }
  });
}

TEST_CASE("a job that comes after the last finish changes no other, not by a bit") {
  rc::prop("a later job", [] {
    const Scenario scenario = any_scenario().make();
    const std::string policy = any_policy();
    const RunRecord before = run(scenario, policy);
    RC_PRE(std::ranges::all_of(before.jobs, [](const JobOutcome& job) { return job.served; }));
    Parts parts(scenario);
    Job later = parts.jobs.back();
    later.id += 1;
    later.arrival_s = before.end_s + any_irregular(1.0, 50.0);
    parts.jobs.push_back(later);
    const RunRecord after = run(parts.scenario(), policy);
    RC_ASSERT(after.jobs.size() == before.jobs.size() + 1);
    for (std::size_t i = 0; i < before.jobs.size(); ++i) {
      RC_ASSERT(same(before.jobs[i], after.jobs[i]));
    }
  });
}

}  // namespace bacelab
