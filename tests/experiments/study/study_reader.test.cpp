#include "experiments/study/study_reader.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/errors.hpp"
#include "experiments/study/study_file.hpp"
#include "tests/experiments/study/study_texts.hpp"
#include "tests/experiments/text/messages.hpp"
#include "tests/experiments/worlds/worlds.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

/// Factors of every kind, on keys that others depend on.
const std::string many_factors = lively_study() +
                                 R"(
[design]
type = "lhs"
samples = 24
[design.factors]
"network.scale" = {low = 0.1, high = 2}
"network.bandwidth" = {names = ["access_mean", "equal"]}
"network.fluctuation.sigma" = {low = 0, high = 0.5}
"network.daily.amplitude" = {values = [0, 0.1]}
"jobs.micro_batches" = {low = 16, high = 128, integer = true}
"jobs.count" = {low = 1, high = 6, integer = true}
"gpu.type" = {names = ["RTX A6000", "H100"]}
"gpu.efficiency" = {low = 0.3, high = 0.6}
"regions.pue" = {low = 1, high = 1.5}
"region.Tokyo.gpus" = {low = 16, high = 128, integer = true}
"region.Tokyo.pue" = {low = 1, high = 1.5}
"work.distribution" = {names = ["lognormal", "exponential"]}
"arrivals.process" = {names = ["poisson", "mmpp", "gamma"]}
"policies.bace.min_stage_fraction" = {low = 0.1, high = 1}
"pipeline.schedule" = {names = ["overlapped", "one_f_one_b", "gpipe"]}
)";

std::string text_at(const Study& study) {
  return text_of_world(study, 1) + std::to_string(study.policies.size()) +
         std::to_string(study.world.regions.required_gpus);
}

}  // namespace

TEST_CASE("study reader: a point is the same after whatever other points", "[study]") {
  for (const char* rule : {"redraw_job", "redraw_world"}) {
    const StudyFile file = read_study_file(
        many_factors, {"network.link_gbps=5", std::string("jobs.one_region=") + rule});
    StudyReader reader = file.reader();
    // Each point after each other: back and forth, and again.
    std::vector<std::string> alone;
    for (std::size_t point = 0; point < 24; ++point) alone.push_back(text_at(file.at(point)));
    CHECK(std::count(alone.begin(), alone.end(), alone.front()) == 1);
    for (std::size_t step = 0; step < 24 * 3; ++step) {
      const std::size_t point = step * 7 % 24;
      INFO("point " << point << " after " << (step == 0 ? 0 : (step - 1) * 7 % 24));
      CHECK(text_at(reader.at(point)) == alone[point]);
      CHECK(text_at(reader.at(23 - point)) == alone[23 - point]);
    }
  }
}

TEST_CASE("study reader: the error of a point does not depend on the points before", "[study]") {
  const std::string text = lively_study() +
                           "[design]\ntype = \"grid\"\n[design.factors]\n"
                           "\"jobs.micro_batches\" = {values = [16, 32]}\n"
                           "\"arrivals.rate_per_hour\" = {values = [1, 2, 0]}\n";
  CHECK(
      message_of([&] { read_study_file(text); }) ==
      "study.toml:38: design factor arrivals.rate_per_hour: arrivals.rate_per_hour = 0: must be a "
      "number > 0, in 1/h (at point 2: jobs.micro_batches = 16, arrivals.rate_per_hour = 0)");
}

TEST_CASE("study reader: a mistake that no factor makes is that of no point", "[study]") {
  const std::string text = lively_study() +
                           "[pipeline]\nbest_stages = \"most\"\n"
                           "[design]\ntype = \"grid\"\n[design.factors]\n"
                           "\"jobs.micro_batches\" = {values = [16, 32]}\n";
  const std::string message = message_of([&] { read_study_file(text); });
  CHECK_THAT(message, Catch::Contains("best_stages") && !Catch::Contains("at point"));
}

TEST_CASE("study file: reading may be ended before any point", "[study]") {
  const std::string large_design =
      "[design]\ntype = \"lhs\"\nsamples = 1000\n[design.factors.\"network.scale\"]\nlow = 1\nhigh "
      "= 2\n";
  std::size_t calls = 0;
  const auto third = [&] {
    if (++calls == 3) throw std::runtime_error("enough");
  };
  CHECK_THROWS_WITH(StudyFile::read(lively_study() + large_design, "study.toml", {}, third),
                    "enough");
  CHECK(calls == 3);
}

}  // namespace bacelab
