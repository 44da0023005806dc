#include <catch2/catch.hpp>
#include <string>

#include "experiments/study/world_reader.hpp"
#include "experiments/text/document.hpp"
#include "experiments/worlds/arrivals/renewal.hpp"
#include "experiments/worlds/catalog.hpp"
#include "experiments/worlds/work/hours.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

JobsModel jobs_of(const std::string& text) {
  return read_jobs(ConfigDocument::parse(text, "study.toml").root());
}

}  // namespace

TEST_CASE("jobs: without a word eight of the catalog, each equally likely", "[study]") {
  const JobsModel jobs = jobs_of("");
  CHECK(jobs.count == 8);
  CHECK(jobs.warmup_jobs == 0);
  CHECK(jobs.one_region == OneRegionRule::any);
  CHECK(jobs.weights == std::vector<double>(6, 1.0 / 6.0));
  CHECK((*jobs.templates).size() == default_templates().size());
}

TEST_CASE("jobs: weights are in any unit", "[study]") {
  const JobsModel jobs =
      jobs_of("[jobs]\ntemplates = [\"flm-101b\", \"qwen2.5-14b\"]\nweights = [30, 10]\n");
  CHECK(jobs.weights == std::vector<double>{0.75, 0.25});
  CHECK((*jobs.templates)[TemplateIndex(0)].name == "flm-101b");
}

TEST_CASE("jobs: weights whose sum no number can hold are refused", "[study]") {
  const std::string jobs = "[jobs]\ntemplates = [\"flm-101b\", \"qwen2.5-14b\"]\nweights = ";
  CHECK(jobs_of(jobs + "[8e307, 8e307]\n").weights == std::vector<double>{0.5, 0.5});
  CHECK(message_of([&] { jobs_of(jobs + "[1e308, 1e308]\n"); }) ==
        "study.toml:3: jobs.weights = [1e+308, 1e+308]: their sum is infinite; allowed: smaller "
        "weights");
}

TEST_CASE("jobs: the rule and the processes that are named", "[study]") {
  const JobsModel jobs = jobs_of(
      "[jobs]\none_region = \"redraw_world\"\nwarmup_jobs = 7\n[work]\ndistribution = "
      "\"exponential\"\n[arrivals]\nprocess = \"poisson\"\nload = 1\n");
  CHECK(jobs.warmup_jobs == 7);
  CHECK(jobs.one_region == OneRegionRule::redraw_world);
  CHECK(dynamic_cast<const ExponentialWork*>(jobs.work.get()) != nullptr);
  CHECK(dynamic_cast<const PoissonArrivals*>(jobs.arrivals.get()) != nullptr);
  CHECK(jobs_of("[jobs]\none_region = \"redraw_job\"").one_region == OneRegionRule::redraw_job);
}

}  // namespace bacelab
