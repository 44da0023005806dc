#include "experiments/worlds/generate.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/experiments/random/sample_tests.hpp"
#include "tests/experiments/text/messages.hpp"
#include "tests/experiments/worlds/worlds.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

const StagePlan& plan_of(const Scenario& world, const Job& job) {
  return *world.templates->plan(job.model);
}

int largest_region(const Scenario& world) {
  int largest = 0;
  for (const Region& region : world.cluster.regions()) largest = std::max(largest, region.gpus);
  return largest;
}

std::vector<int> gpus_of(const Scenario& world) {
  std::vector<int> gpus;
  for (const Region& region : world.cluster.regions()) gpus.push_back(region.gpus);
  return gpus;
}

/// GPU-seconds of a job at its best stage count without transfers.
double gpu_seconds(const Scenario& world, const Job& job) {
  const StagePlan& plan = plan_of(world, job);
  return plan.best().stages * plan.ideal_iteration_s() * job.iterations;
}

/// A study of two small regions and three templates; the middle one needs 16 GPUs and the large one
/// 48; jobs of one hour each.
std::string mixed_study(const std::string& keys) {
  return R"(
[regions]
names = ["A", "B"]
gpus_from = [8, 32, 64]
[gpu]
type = "own"
peak_flops = 1e14
memory_bytes = 1e9
power_w = 300
[templates.small]
max_stages = 12
layers = 96
hidden = 16
sequence = 16
vocabulary = 16
parameters = 1e6
[templates.middle]
layers = 96
hidden = 16
sequence = 16
vocabulary = 16
parameters = 8.9e8
[templates.large]
layers = 96
hidden = 16
sequence = 16
vocabulary = 16
parameters = 2.65e9
[work]
sigma = 0
median_hours = 1
[jobs]
micro_batches = 32
templates = ["small", "middle", "large"]
)" + keys;
}

std::size_t jobs_of_model(const Scenario& world, std::size_t model) {
  return static_cast<std::size_t>(
      std::count_if(world.jobs.begin(), world.jobs.end(),
                    [&](const Job& job) { return job.model == TemplateIndex(model); }));
}

const Series* of(const std::optional<Series>& series) { return series ? &*series : nullptr; }

std::string series_text(const Series* series) {
  std::string text;
  for (std::size_t i = 0; series != nullptr && series->has(i); ++i) {
    text += ' ' + std::to_string(series->time(i)) + ' ' + std::to_string(series->value(i));
  }
  return text + ';';
}

/// A part of a scenario: the region of that name, or the link of those names, as text.
std::string region_text(const Scenario& world, const std::string& name) {
  for (const Region& region : world.cluster.regions()) {
    if (region.name != name) continue;
    return std::to_string(region.gpus) + series_text(&region.price) +
           series_text(of(region.observed_price)) + series_text(of(region.capacity));
  }
  return "none";
}

std::string link_text(const Scenario& world, const std::string& a, const std::string& b) {
  const auto& regions = world.cluster.regions();
  for (const Link& link : world.cluster.links()) {
    const std::set<std::string> ends = {regions[link.a].name, regions[link.b].name};
    if (ends == std::set{a, b}) {
      return series_text(&link.bandwidth) + series_text(of(link.observed_bandwidth));
    }
  }
  return "none";
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

TEST_CASE("one region: without a rule nothing is drawn again", "[worlds]") {
  const Study study =
      study_of(mixed_study("count = 50\n[region.A]\ngpus = 47\n"
                           "[region.B]\ngpus = 1\n"));
  const GeneratedWorld drawn = world_of(study);
  CHECK(drawn.redraws == 0);
  CHECK(jobs_of_model(drawn.scenario, 2) > 0);
}

TEST_CASE("one region: redraw_job draws jobs again until each fits", "[worlds]") {
  const std::string keys = "count = 50\none_region = \"";
  const Study rule = study_of(mixed_study(keys + "redraw_job\"\n"));
  const Study base = study_of(mixed_study(keys + "any\"\n[region.A]\ngpus = 200\n"));
  std::size_t changed = 0;
  for (std::size_t replication = 0; replication < 40; ++replication) {
    const GeneratedWorld drawn = world_of(rule, replication);
    const int largest = largest_region(drawn.scenario);
    const Scenario unruled = world_of(base, replication).scenario;
    std::int64_t misfits = 0;
    for (std::size_t i = 0; i < 50; ++i) {
      const Job& job = drawn.scenario.jobs[JobIndex(i)];
      const Job& first = unruled.jobs[JobIndex(i)];
      CHECK(plan_of(drawn.scenario, job).k_min() <= largest);
      if (plan_of(unruled, first).k_min() > largest) {
        ++misfits;
      } else {
        CHECK(job.model == first.model);
      }
    }
    // At least one redraw for each job that did not fit; several for one that did not fit again.
    CHECK(drawn.redraws >= misfits);
    CHECK((drawn.redraws == 0) == (misfits == 0));
    if (misfits > 0) ++changed;
    if (largest == 64) CHECK(drawn.redraws == 0);
  }
  CHECK(changed > 0);
}

TEST_CASE("one region: redraw_job keeps the regions and the work", "[worlds]") {
  const Study rule = study_of(mixed_study("count = 5\none_region = \"redraw_job\"\n"));
  const Study easy =
      study_of(mixed_study("count = 5\none_region = \"redraw_job\"\n"
                           "weights = [1, 0, 0]\n"));
  for (std::size_t replication = 0; replication < 40; ++replication) {
    const Scenario drawn = world_of(rule, replication).scenario;
    const Scenario undisturbed = world_of(easy, replication).scenario;
    CHECK(gpus_of(drawn) == gpus_of(undisturbed));
    CHECK(region_text(drawn, "A") == region_text(undisturbed, "A"));
  }
}

TEST_CASE("one region: redraw_world draws the GPUs again and nothing else", "[worlds]") {
  const std::string lively =
      "[network.fluctuation]\nsigma = 0.3\n[price.fluctuation]\nsigma = 0.2\n";
  const std::string keys = lively + "[jobs]\ncount = 3\n";
  const auto text = [&](const std::string& rule) {
    std::string study = mixed_study("one_region = \"" + rule + "\"\n");
    return study.replace(study.find("[jobs]\n"), 7, keys);
  };
  const Study rule = study_of(text("redraw_world"));
  // The same numbers without a rule: the regions may have no more than 64 GPUs each in neither.
  const Study any = study_of(text("redraw_job"));
  std::size_t redrawn = 0;
  for (std::size_t replication = 0; replication < 60; ++replication) {
    const GeneratedWorld drawn = world_of(rule, replication);
    const Scenario first = world_of(any, replication).scenario;
    CHECK(largest_region(drawn.scenario) == 64);
    CHECK((drawn.redraws == 0) == (largest_region(first) == 64));
    if (drawn.redraws == 0) CHECK(gpus_of(drawn.scenario) == gpus_of(first));
    CHECK(link_text(drawn.scenario, "A", "B") == link_text(first, "A", "B"));
    for (const RegionIndex region : {RegionIndex(0), RegionIndex(1)}) {
      CHECK(series_text(&drawn.scenario.cluster.regions()[region].price) ==
            series_text(&first.cluster.regions()[region].price));
    }
    for (std::size_t i = 0; i < 3; ++i) {
      const Job& job = drawn.scenario.jobs[JobIndex(i)];
      const Job& other = first.jobs[JobIndex(i)];
      // A job of the first draw that did not fit has another template.
      if (plan_of(first, other).k_min() <= largest_region(first) && drawn.redraws == 0) {
        CHECK(job.model == other.model);
      }
      CHECK(job.arrival_s == other.arrival_s);
    }
    if (drawn.redraws > 0) ++redrawn;
  }
  CHECK(redrawn > 0);
}

TEST_CASE("one region: under redraw_world more jobs leave the first ones and the GPUs",
          "[worlds]") {
  const auto world = [](int count, std::size_t replication) {
    return world_of(study_of(mixed_study(
                        "one_region = \"redraw_world\"\ncount = " + std::to_string(count) + "\n")),
                    replication);
  };
  std::size_t redrawn = 0;
  for (std::size_t replication = 0; replication < 20; ++replication) {
    const GeneratedWorld few = world(2, replication);
    const GeneratedWorld many = world(40, replication);
    CHECK(gpus_of(few.scenario) == gpus_of(many.scenario));
    CHECK(few.redraws == many.redraws);
    for (std::size_t i = 0; i < 2; ++i) {
      CHECK(few.scenario.jobs[JobIndex(i)].model == many.scenario.jobs[JobIndex(i)].model);
    }
    if (few.redraws > 0) ++redrawn;
  }
  CHECK(redrawn > 0);
}

TEST_CASE("one region: a hopeless world is an error, not an endless loop", "[worlds]") {
  // Only the large model, which fits into 64 GPUs: half of the worlds have no such region.
  const std::string hopeless = "after 10000 redraws";
  const Study job = study_of(mixed_study("weights = [0, 0, 1]\none_region = \"redraw_job\"\n"));
  std::size_t errors = 0;
  for (std::size_t replication = 0; replication < 20; ++replication) {
    try {
      const GeneratedWorld drawn = world_of(job, replication);
      CHECK(largest_region(drawn.scenario) == 64);
    } catch (const std::runtime_error& error) {
      CHECK_THAT(error.what(), Catch::Contains(hopeless));
      ++errors;
    }
  }
  CHECK(errors > 0);
  CHECK(errors < 20);
}

}  // namespace bacelab
