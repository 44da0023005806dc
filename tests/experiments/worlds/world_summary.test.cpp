#include "experiments/worlds/world_summary.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "experiments/results/schema.hpp"
#include "experiments/worlds/world_series.hpp"
#include "tests/experiments/worlds/worlds.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

/// Three regions; the work of a job is `hours` at its best stage count.
std::string study_text(const std::string& more, const std::string& work = "median_hours = 2") {
  return R"(
[regions]
names = ["A", "B", "C"]
gpus_from = [64, 128]
[network]
access_gbps_low = 1
access_gbps_high = 10
[price]
usd_per_kwh_low = 0.1
usd_per_kwh_high = 0.3
[jobs]
count = 5
[work]
)" + work +
         more;
}

double summary(const WorldModel& model, const GeneratedWorld& world, std::string_view name) {
  std::vector<double> all(world_summary_registry().size());
  summarise_world(model, world, all);
  return all[world_summary_registry().index_of(name, "summary")];
}

}  // namespace

TEST_CASE("world summaries: jobs, regions and links are counted by hand", "[worlds]") {
  const Study study =
      study_of(study_text("\n[arrivals]\nprocess = \"poisson\"\nrate_per_hour = 1\n"));
  const GeneratedWorld world = world_of(study);
  const auto of = [&](std::string_view name) { return summary(study.world, world, name); };
  double work = 0.0;
  double largest_work = 0.0;
  double ideal = 0.0;
  std::vector<double> arrivals;
  for (const Job& job : world.scenario.jobs) {
    const StagePlan& plan = *world.scenario.templates->plan(job.model);
    const double seconds = job.iterations * plan.ideal_iteration_s();
    ideal += seconds;
    work += seconds * plan.best().stages;
    largest_work = std::max(largest_work, seconds * plan.best().stages);
    arrivals.push_back(job.arrival_s);
  }
  const auto& regions = world.scenario.cluster.regions();
  const auto& [a, b, c] =
      std::tie(regions[RegionIndex(0)], regions[RegionIndex(1)], regions[RegionIndex(2)]);
  const double gpus = a.gpus + b.gpus + c.gpus;
  CHECK(of("world_jobs") == 5);
  CHECK(of("world_gpus") == gpus);
  CHECK(of("world_gpus_largest") == std::max({a.gpus, b.gpus, c.gpus}));
  CHECK(of("world_work") == Approx(work));
  CHECK(of("world_work_largest") == Approx(largest_work));
  CHECK(of("world_work_per_gpu") == Approx(work / gpus));
  CHECK(of("world_ideal_time") == Approx(ideal / 5));
  CHECK(of("world_ideal_time_largest") < ideal);
  CHECK(of("world_arrival_spacing") == Approx((arrivals[4] - arrivals[0]) / 4));
  CHECK(of("world_price") == Approx((a.price.at(0) + b.price.at(0) + c.price.at(0)) / 3));
  CHECK(of("world_price_lowest") == std::min({a.price.at(0), b.price.at(0), c.price.at(0)}));
  CHECK(of("world_price_by_gpus") ==
        Approx((a.price.at(0) * a.gpus + b.price.at(0) * b.gpus + c.price.at(0) * c.gpus) / gpus));
  double sum = 0.0;
  double lowest = 1e99;
  for (const Link& link : world.scenario.cluster.links()) {
    sum += link.bandwidth.at(0);
    lowest = std::min(lowest, link.bandwidth.at(0));
  }
  CHECK(of("world_bandwidth") == Approx(sum / 3));
  CHECK(of("world_bandwidth_lowest") == lowest);
}

TEST_CASE("world summaries: GPUs twice as fast do the work of two", "[worlds]") {
  const auto per_gpu = [](const std::string& more) {
    const Study study = study_of(study_text("\nmedian_hours = 2\n" + more, "sigma = 0.5"));
    const GeneratedWorld world = world_of(study);
    const double work = summary(study.world, world, "world_work");
    return work / summary(study.world, world, "world_work_per_gpu");
  };
  const std::string gpus = "[region.A]\ngpus = 64\n[region.B]\ngpus = 64\n[region.C]\ngpus = 32\n";
  CHECK(per_gpu(gpus) == Approx(160));
  // The reference type is the one that computes most: A's and B's.
  CHECK(per_gpu(gpus + "gpu = \"fast\"\n[gpu_types.fast]\npeak_flops = 309.6e12\nmemory_bytes = "
                       "48e9\npower_w = 300\nefficiency = 0.4\n") == Approx(64 + 64 + 2 * 32));
}

TEST_CASE("world summaries: prices and bandwidths that change are means over a long time",
          "[worlds]") {
  const Study study =
      study_of(study_text("\n[price.daily]\namplitude = 0.3\n[network.fluctuation]\nsigma = "
                          "0.3\ncorrelation_hours = 1\n"));
  const GeneratedWorld world = world_of(study, 3);
  double price = 0.0;
  for (const Moments& moments : price_moments(study.world, world.id)) price += moments.mean / 3;
  double bandwidth = 0.0;
  for (const Moments& moments : bandwidth_moments(study.world, world.id)) {
    bandwidth += moments.mean / 3;
  }
  CHECK(summary(study.world, world, "world_price") == Approx(price));
  CHECK(summary(study.world, world, "world_bandwidth") == Approx(bandwidth));
  // At six the curve of the day is at its lowest.
  CHECK(world.scenario.cluster.regions()[RegionIndex(0)].price.at(6 * 3600.0) !=
        Approx(price_moments(study.world, world.id)[0].mean));
}

TEST_CASE("world summaries: what has no meaning is NaN", "[worlds]") {
  const Study one = study_of(R"(
[regions]
names = ["A"]
gpus_from = [128]
[jobs]
count = 1
)");
  const GeneratedWorld world = world_of(one);
  CHECK(std::isnan(summary(one.world, world, "world_bandwidth")));
  CHECK(std::isnan(summary(one.world, world, "world_bandwidth_lowest")));
  CHECK(std::isnan(summary(one.world, world, "world_arrival_spacing")));
  const Study batch = study_of(study_text("\n[arrivals]\nprocess = \"batch\"\n"));
  CHECK(summary(batch.world, world_of(batch), "world_arrival_spacing") == 0.0);
}

TEST_CASE("world summaries: their names are those that results files have for them", "[worlds]") {
  for (const WorldSummaryInfo& info : world_summary_registry()) {
    INFO(info.name);
    CHECK(info.name.starts_with(schema::world_prefix));
  }
}

}  // namespace bacelab
