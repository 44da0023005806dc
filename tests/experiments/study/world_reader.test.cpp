#include "experiments/study/world_reader.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "experiments/text/document.hpp"
#include "tests/experiments/study/study_texts.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

WorldModel model_of(const std::string& text) {
  return read_world_model(ConfigDocument::parse(text, "study.toml").root(), 1);
}

/// Regions of 16 to 64 GPUs, jobs that need at least `stages`.
std::string needing(int stages, const std::string& rule) {
  return two_regions + "gpus_from = [16, 64]\n[jobs]\none_region = \"" + rule +
         "\"\ntemplates = [\"m\"]\n[templates.m]\nlayers = 200\nhidden = 16\nsequence = 16\n"
         "vocabulary = 16\nparameters = " +
         std::to_string(2.6e9 * stages) + "\n";
}

}  // namespace

TEST_CASE("world model: links join all pairs of regions", "[study]") {
  const WorldModel model = model_of(
      "[regions]\nnames = [\"A\", \"B\", \"C\", \"D\"]\n[jobs]\ntemplates = "
      "[\"qwen2.5-14b\"]\n");
  REQUIRE(model.network.links.size() == 6);
  CHECK(model.network.links[0].a == RegionIndex(0));
  CHECK(model.network.links[0].b == RegionIndex(1));
  CHECK(model.network.links[5].a == RegionIndex(2));
  CHECK(model.network.links[5].b == RegionIndex(3));
}

TEST_CASE("world model: units are those of the program", "[study]") {
  const WorldModel model =
      model_of(tiny_study + "[network]\ndelay_ms = 12\n[study]\nhorizon_hours = 2\n");
  CHECK(model.network.delay_s == std::vector<double>{0.012});
  CHECK(model.horizon_s == 7200.0);
}

TEST_CASE("world model: access bandwidths are internal ones only where they are above 0",
          "[study]") {
  const std::string access =
      "[jobs]\ntemplates = [\"qwen2.5-14b\"]\n[regions]\nnames = [\"A\", \"B\"]\n"
      "internal = \"access\"\n";
  CHECK_NOTHROW(model_of(access + "[region.A]\naccess_gbps = 1\n"));
  for (const std::string keys :
       {"[region.A]\naccess_gbps = 0\n", "[network]\naccess_gbps_low = 0\n",
        "[network]\nbandwidth = \"equal\"\nlink_gbps = 1\n"}) {
    CHECK_THAT(message_of([&] { model_of(access + keys); }),
               Catch::StartsWith("study.toml") && Catch::Contains("regions.internal") &&
                   Catch::Contains("access bandwidths above 0, or internal_gbps"));
  }
}

TEST_CASE("world model: pipelines cut between layers and best without transfers, by default",
          "[study]") {
  const PipelineModel plain = model_of(tiny_study).pipeline;
  CHECK(plain.split == Split::layers);
  CHECK(plain.best_stages == BestStages::compute);
  const PipelineModel other =
      model_of(two_regions +
               "internal_gbps = 100\n[pipeline]\nsplit = \"even\"\nbest_stages = "
               "\"transfer\"\n[jobs]\ntemplates = [\"qwen2.5-14b\"]\n")
          .pipeline;
  CHECK(other.split == Split::even);
  CHECK(other.best_stages == BestStages::transfer);
}

TEST_CASE("world model: best stages by transfers need an internal bandwidth in every region",
          "[study]") {
  const auto said = [](const std::string& regions_keys, const std::string& keys) {
    return message_of([&] {
      model_of(
          "[pipeline]\nbest_stages = \"transfer\"\n[jobs]\ntemplates = "
          "[\"qwen2.5-14b\"]\n[regions]\nnames = [\"A\", \"B\"]\n" +
          regions_keys + keys);
    });
  };
  const std::string place = "study.toml:2: pipeline.best_stages = \"transfer\": the region ";
  const std::string rest =
      " has no internal bandwidth; allowed: regions.internal_gbps, internal_gbps of each region, "
      "regions.internal = \"access\", or best_stages = \"compute\"";
  CHECK(said("", "") == place + "A" + rest);
  CHECK(said("", "[region.A]\ninternal_gbps = 100\n") == place + "B" + rest);
  CHECK(said("", "[region]\nA.internal_gbps = 100\nB.internal_gbps = 400\n").empty());
  CHECK(said("internal_gbps = 100\n", "").empty());
  CHECK(said("internal = \"access\"\n", "").empty());
}

TEST_CASE("world model: what does not change has no modulation", "[study]") {
  CHECK(model_of(tiny_study).price.modulations.empty());
  CHECK(model_of(tiny_study).network.modulations.empty());
  const WorldModel lively =
      model_of(tiny_study + "[network.fluctuation]\nsigma = 0.1\n[price.daily]\namplitude = 0.1\n");
  CHECK(lively.price.modulations.size() == 1);
  CHECK(lively.network.modulations.size() == 1);
}

// 2.6e9 parameters of 16 bytes are 0.963 of the 0.9 * 48 GB that a stage may use.
TEST_CASE("world model: a job must fit into the smallest cluster that may be drawn", "[study]") {
  CHECK_NOTHROW(model_of(needing(29, "any")));
  CHECK_THAT(message_of([] { model_of(needing(35, "any")); }),
             Catch::Contains("GPUs, and the regions may have only 32 together"));
}

TEST_CASE("world model: with a rule a job must fit into the largest region that may be drawn",
          "[study]") {
  CHECK_NOTHROW(model_of(needing(50, "redraw_job")));
  CHECK_THAT(message_of([] { model_of(needing(80, "redraw_job")); }),
             Catch::Contains("no template fits into a region of 64 GPUs"));
  CHECK_NOTHROW(model_of(needing(50, "redraw_world")));
  CHECK_THAT(message_of([] { model_of(needing(80, "redraw_world")); }),
             Catch::Contains("GPUs in one region, and a region may have at most 64"));
}

TEST_CASE("world model: the largest region needs the GPUs of any template that can be drawn",
          "[study]") {
  const auto required = [](const std::string& rule, const std::string& weights) {
    const std::string large =
        "\n[templates.large]\nlayers = 200\nhidden = 16\nsequence = 16\n"
        "vocabulary = 16\nparameters = 1.2e11\n";
    std::string text = needing(20, rule) + large;
    text.replace(text.find("[\"m\"]"), 5, "[\"m\", \"large\"]\nweights = " + weights);
    return model_of(text).regions.required_gpus;
  };
  const int small_alone = required("redraw_world", "[1, 0]");
  CHECK(small_alone >= 20);
  CHECK(small_alone < 30);
  CHECK(required("redraw_world", "[1, 0.001]") >= 50);
  CHECK(required("redraw_job", "[1, 1]") == 0);
}

TEST_CASE("world model: a study reads every modulation", "[study]") {
  const auto keys = read_study_file(tiny_study).keys();
  for (const ModulationInfo& info : modulations()) {
    CAPTURE(info.name);
    CHECK(std::any_of(keys.begin(), keys.end(), [&](const ConfigOption& key) {
      return key.path.starts_with(std::string(info.name) + ".");
    }));
  }
}

}  // namespace bacelab
