#include "experiments/worlds/generate.hpp"

#include <catch2/catch.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/experiments/random/sample_tests.hpp"
#include "tests/experiments/text/messages.hpp"
#include "tests/experiments/worlds/generated.hpp"
#include "tests/experiments/worlds/worlds.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

/// GPU-seconds of a job at its best stage count without transfers.
double gpu_seconds(const Scenario& world, const Job& job) {
  const StagePlan& plan = plan_of(world, job);
  return plan.best().stages * plan.ideal_iteration_s() * job.iterations;
}

}  // namespace

TEST_CASE("worlds: GPUs are drawn uniformly from the list", "[worlds][statistics]") {
  const Study study = study_of(
      "[regions]\nnames = [\"A\", \"B\", \"C\"]\n"
      "[jobs]\ntemplates = [\"qwen2.5-14b\"]\n");
  constexpr std::size_t worlds = 2000;
  std::map<int, std::size_t> position = {{16, 0}, {32, 1}, {64, 2}, {128, 3}};
  std::vector<double> counts(4, 0.0);
  std::vector<double> pairs(16, 0.0);
  for (std::size_t replication = 0; replication < worlds; ++replication) {
    const auto gpus = gpus_of(world_of(study, replication).scenario);
    for (const int count : gpus) ++counts[position.at(count)];
    ++pairs[4 * position.at(gpus[0]) + position.at(gpus[1])];
  }
  CHECK(chi_squared(counts) < 21.11);  // 3 degrees of freedom, 1e-4
  CHECK(chi_squared(pairs) < 44.26);   // 15 degrees of freedom, 1e-4: independent regions
}

TEST_CASE("worlds: given GPUs are never drawn", "[worlds]") {
  const Study study = study_of(
      "[regions]\nnames = [\"A\", \"B\"]\ngpus_from = [64, 128]\n"
      "[region.B]\ngpus = 7\n[jobs]\ntemplates = [\"qwen2.5-14b\"]\n");
  for (std::size_t replication = 0; replication < 20; ++replication) {
    CHECK(gpus_of(world_of(study, replication).scenario)[1] == 7);
  }
}

TEST_CASE("worlds: prices are drawn uniformly from their range", "[worlds][statistics]") {
  const Study study = study_of(
      "[regions]\nnames = [\"A\", \"B\"]\n[region.B]\nusd_per_kwh = -1\n"
      "[price]\nusd_per_kwh_low = -0.1\nusd_per_kwh_high = 0.3\n"
      "[jobs]\ntemplates = [\"qwen2.5-14b\"]\n");
  const auto prices = over_worlds(study, 4000, [](const Scenario& world) {
    return world.cluster.regions()[RegionIndex(0)].price.at(0.0);
  });
  for (const double price : prices) REQUIRE((price > -0.1 && price < 0.3));
  CHECK(kolmogorov_smirnov(prices, [](double p) { return uniform_cdf((p + 0.1) / 0.4); }) <
        kolmogorov_limit);
  CHECK(world_of(study).scenario.cluster.regions()[RegionIndex(1)].price.at(0.0) == -1.0);
}

TEST_CASE("worlds: what is given is there", "[worlds]") {
  const Scenario world = world_of(study_of(R"(
[study]
horizon_hours = 12
[pipeline]
schedule = "one_f_one_b"
extra_warmup = 3
[gpu]
type = "A100"
power_w = 350
[regions]
names = ["A", "B", "C"]
pue = 1.2
[region.B]
pue = 1.5
[network]
delay_ms = 25
transfer_usd_per_gb = 0.02
[network.fluctuation]
sigma = 0.1
[jobs]
count = 4
warmup_jobs = 1
)"))
                             .scenario;
  CHECK(world.pipeline.schedule == Schedule::one_f_one_b);
  CHECK(world.pipeline.extra_warmup == 3);
  CHECK(world.horizon_s == 12 * 3600.0);
  CHECK(world.warmup_jobs == 1);
  REQUIRE(world.jobs.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(world.jobs[JobIndex(i)].id == static_cast<std::int64_t>(i));
    CHECK(world.jobs[JobIndex(i)].arrival_s == 0.0);
    CHECK(world.jobs[JobIndex(i)].iterations > 0.0);
  }
  const auto& regions = world.cluster.regions();
  CHECK(regions[RegionIndex(0)].pue == 1.2);
  CHECK(regions[RegionIndex(1)].pue == 1.5);
  CHECK(regions[RegionIndex(2)].gpu.peak_flops == 3.12e14);
  CHECK(regions[RegionIndex(2)].gpu.power_w == 350.0);
  REQUIRE(world.cluster.links().size() == 3);
  for (const Link& link : world.cluster.links()) {
    CHECK(link.delay_s == 0.025);
    CHECK(link.transfer_usd_per_gb == 0.02);
    CHECK(link.bandwidth.complete() == 12);
  }
}

TEST_CASE("worlds: there is a horizon only where something changes", "[worlds]") {
  const std::string regions =
      "[regions]\nnames = [\"A\", \"B\"]\n[jobs]\ntemplates = "
      "[\"qwen2.5-14b\"]\n";
  CHECK_FALSE(world_of(study_of(regions)).scenario.horizon_s);
  CHECK(world_of(study_of(regions + "[price.daily]\namplitude = 0.1\n")).scenario.horizon_s ==
        2000.0 * 3600.0);
}

TEST_CASE("worlds: the ideal hours of a job are its work", "[worlds]") {
  const Study study = study_of(
      "[regions]\nnames = [\"A\"]\n[region.A]\ngpus = 256\n"
      "[work]\nmedian_hours = 3\nsigma = 0\n");
  const Scenario world = world_of(study).scenario;
  for (const Job& job : world.jobs) {
    CHECK(job.iterations * plan_of(world, job).ideal_iteration_s() ==
          Approx(3.0 * 3600.0).epsilon(1e-14));
  }
}

TEST_CASE("worlds: templates are drawn by their weights", "[worlds][statistics]") {
  const Study study =
      study_of(mixed_study("count = 20000\nweights = [3, 0, 1]\n"
                           "[region.A]\ngpus = 64\n"));
  const Scenario world = world_of(study).scenario;
  CHECK(jobs_of_model(world, 1) == 0);
  CHECK(static_cast<double>(jobs_of_model(world, 0)) / 20000.0 ==
        Approx(0.75).margin(mean_limit(std::sqrt(0.75 * 0.25), 20000)));
}

// The offered load is the mean of GPU-seconds over the mean of gaps; its relative deviation is
// sqrt(cv(GPU-seconds)^2 + 1) / sqrt(jobs).
TEST_CASE("worlds: the offered load is the one asked for", "[worlds][statistics]") {
  const std::string rule = GENERATE(as<std::string>{}, "any", "redraw_job");
  INFO("one_region = " << rule);
  constexpr std::size_t jobs = 20000;
  const Study study = study_of(mixed_study("weights = [5, 2, 3]\none_region = \"" + rule +
                                           "\"\ncount = 20000\n[arrivals]\nprocess = \"poisson\"\n"
                                           "load = 0.7\n"
                                           "[region.A]\ngpus = 33\n[region.B]\ngpus = 44\n"));
  const Scenario world = world_of(study).scenario;
  const OfferedWork offered = offered_work(world, gpu_seconds);
  CHECK(offered.seconds / (offered.last_arrival * world.cluster.total_gpus()) ==
        Approx(0.7).margin(0.7 * mean_limit(offered.deviation, jobs)));
}

TEST_CASE("worlds: adding a region does not change the draws of others", "[worlds]") {
  const Study three = study_of(lively_study());
  const Study five = study_of(lively_study(R"(["Oslo", "Tokyo", "Ireland", "Lima", "Sydney"])"));
  for (std::size_t replication = 0; replication < 3; ++replication) {
    const Scenario before = world_of(three, replication).scenario;
    const Scenario after = world_of(five, replication).scenario;
    for (const char* name : {"Ireland", "Tokyo", "Sydney"}) {
      CHECK(region_text(after, name) == region_text(before, name));
    }
    CHECK(link_text(after, "Ireland", "Tokyo") == link_text(before, "Ireland", "Tokyo"));
    CHECK(link_text(after, "Tokyo", "Sydney") == link_text(before, "Tokyo", "Sydney"));
    CHECK(link_text(after, "Oslo", "Sydney") != link_text(before, "Tokyo", "Sydney"));
    for (std::size_t i = 0; i < before.jobs.size(); ++i) {
      CHECK(after.jobs[JobIndex(i)].arrival_s == before.jobs[JobIndex(i)].arrival_s);
    }
  }
}

TEST_CASE("worlds: a policy and a thousand replications more change no world", "[worlds]") {
  const Study base = study_of(lively_study());
  std::string text = lively_study();
  text.replace(text.find("replications = 10"), 17,
               "replications = 1010\npolicies = [\"lcf\", \"bace\", \"cr_ldf\"]");
  const Study more = study_of(text);
  REQUIRE(more.replications == base.replications + 1000);
  REQUIRE(more.policies.size() != base.policies.size());
  for (std::size_t i = 0; i < 10; ++i) CHECK(text_of_world(more, i) == text_of_world(base, i));
}

TEST_CASE("worlds: every arrival process takes the same work and templates", "[worlds]") {
  std::string text = lively_study();
  const std::string poisson = "process = \"poisson\"";
  const Scenario base = world_of(study_of(text)).scenario;
  int compared = 0;
  for (const auto& process : arrival_processes()) {
    INFO(process.name);
    std::string other = text;
    other.replace(other.find(poisson), poisson.size(),
                  "process = \"" + std::string(process.name) + "\"");
    std::optional<Study> study;
    // Some processes take no rate, or need a file.
    if (!message_of([&] { study = study_of(other); }).empty()) continue;
    ++compared;
    const Scenario world = world_of(*study).scenario;
    CHECK(region_text(world, "Tokyo") == region_text(base, "Tokyo"));
    CHECK(link_text(world, "Tokyo", "Sydney") == link_text(base, "Tokyo", "Sydney"));
    for (std::size_t i = 0; i < 5; ++i) {
      CHECK(world.jobs[JobIndex(i)].model == base.jobs[JobIndex(i)].model);
      CHECK(world.jobs[JobIndex(i)].iterations == base.jobs[JobIndex(i)].iterations);
    }
  }
  CHECK(compared >= 5);
}

TEST_CASE("worlds: more jobs leave the first ones as they are", "[worlds]") {
  const Scenario few =
      world_of(study_of(mixed_study("count = 5\none_region = \"redraw_job\"\n"))).scenario;
  const Scenario many =
      world_of(study_of(mixed_study("count = 50\none_region = \"redraw_job\"\n"))).scenario;
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(few.jobs[JobIndex(i)].model == many.jobs[JobIndex(i)].model);
    CHECK(few.jobs[JobIndex(i)].iterations == many.jobs[JobIndex(i)].iterations);
  }
}

TEST_CASE("worlds: a world depends on nothing but its study and number", "[worlds]") {
  const Study study = study_of(lively_study());
  std::vector<std::string> forward;
  for (std::size_t i = 0; i < 8; ++i) forward.push_back(text_of_world(study, i));
  CHECK(std::set<std::string>(forward.begin(), forward.end()).size() == 8);
  std::vector<std::string> backward(8);
  for (std::size_t i = 8; i-- > 0;) backward[i] = text_of_world(study, i);
  CHECK(backward == forward);
  std::vector<std::string> at_once(8);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < 8; ++i) {
      threads.emplace_back([&, i] { at_once[i] = text_of_world(study, i); });
    }
  }
  CHECK(at_once == forward);
}

TEST_CASE("worlds: a world depends on its seed", "[worlds]") {
  const std::string text = lively_study();
  std::string other = text;
  other.insert(text.find("horizon"), "seed = 2\n");
  CHECK(text_of_world(study_of(other)) != text_of_world(study_of(text)));
}

}  // namespace bacelab
