// Rules for jobs that fit into no region (jobs.one_region).
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <string>

#include "experiments/worlds/generate.hpp"
#include "tests/experiments/text/messages.hpp"
#include "tests/experiments/worlds/generated.hpp"
#include "tests/experiments/worlds/worlds.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

int largest_region(const Scenario& world) {
  int largest = 0;
  for (const Region& region : world.cluster.regions()) largest = std::max(largest, region.gpus);
  return largest;
}

}  // namespace

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
