#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "core/simulation/run_record.hpp"
#include "tests/support/unit_world.hpp"

// Scenarios worked out by hand. Units (tests/support/unit_world.hpp): a layer takes 1 s for a
// micro-batch; x = 8 s / w; d(k) = 8 / c(k) bit/s; a GPU costs its price a second and uses 1 kWh a
// second. With 4 layers and 5 micro-batches, in one region:
//   k = 1: c = 4, T = 5 * 4 = 20      k = 2: c = 2, T = 6 * 2 = 12      k = 4: c = 1, T = 8 = T(k*)
namespace bacelab::testing {

struct Expected {
  std::vector<std::size_t> path;
  std::vector<int> stages;
  double start_s;
  double finish_s;
  double cost_usd;
};

inline void check(const RunRecord& record, std::size_t id, const Expected& expected) {
  INFO("job " << id);
  const JobOutcome& job = record.jobs.at(id);
  CHECK(job.id == static_cast<std::int64_t>(id));
  CHECK(job.served);
  std::vector<std::size_t> path;
  std::vector<int> stages;
  int sum = 0;
  for (const PathStep& step : record.path_of(job)) {
    path.push_back(step.region.value());
    stages.push_back(step.stages);
    sum += step.stages;
  }
  CHECK(path == expected.path);
  CHECK(stages == expected.stages);
  CHECK(job.stages == sum);
  CHECK(job.start_s == expected.start_s);
  CHECK(job.finish_s == expected.finish_s);
  CHECK(job.cost_usd == expected.cost_usd);
  CHECK(job.energy_kwh == sum * (expected.finish_s - expected.start_s));
}

/// One region, as many GPUs as given, price 1.
inline World one_region(int gpus) {
  World world;
  world.model(unit_template(4, 5)).region(gpus, 1.0);
  return world;
}

/// Two regions, (0: 3 GPUs, 1: 1 GPU), price 1; every job of 4 stages must use both:
/// 4 + 2Y + 4 max(1, X).
inline World two_regions(Series bandwidth, double delay_s = 0.0) {
  World world;
  world.model(unit_template(4, 5, 4)).region(3, 1.0).region(1, 1.0);
  world.link(0, 1, std::move(bandwidth), delay_s);
  return world;
}

}  // namespace bacelab::testing
