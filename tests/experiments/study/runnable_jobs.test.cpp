#include "experiments/study/runnable_jobs.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "experiments/study/world_reader.hpp"
#include "experiments/text/document.hpp"
#include "tests/experiments/study/study_texts.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

/// Two regions of so many GPUs, and jobs with stages of 4 x 2 GPUs that need five stages: four GPUs
/// of 48 GB have room for 1.08e10 of the 5.2e10 parameters.
std::string stages_of_8(int gpus, const std::string& rule, const std::string& more = "") {
  return two_regions + "gpus_from = [" + std::to_string(gpus) + "]\n[jobs]\none_region = \"" +
         rule +
         "\"\ntemplates = [\"m\"]\ntensor_parallel = 4\ndata_parallel = 2\n[templates.m]\n"
         "layers = 200\nhidden = 16\nsequence = 16\nvocabulary = 16\nparameters = 5.2e10\n" +
         more;
}

WorldModel model_of_study(const std::string& text) {
  return read_world_model(ConfigDocument::parse(text, "study.toml").root(), 1);
}

std::string error_of(const std::string& text) {
  return message_of([&] { model_of_study(text); });
}

}  // namespace

TEST_CASE("runnable jobs: the regions must have room for the stages, not only the GPUs",
          "[study]") {
  CHECK(error_of(stages_of_8(24, "any")).empty());
  // 46 GPUs are more than 5 stages of 8 need, but a region of 23 has room for two.
  CHECK(error_of(stages_of_8(23, "any")) ==
        "study.toml:6: jobs.templates = [\"m\"]: 'm' needs at least 5 stages of 8 GPUs, and the "
        "regions may have room for only 4 together; allowed: more GPUs, or one_region = "
        "\"redraw_job\" or \"redraw_world\"");
}

TEST_CASE("runnable jobs: with a rule a region must have the GPUs of all stages", "[study]") {
  CHECK(model_of_study(stages_of_8(40, "redraw_world")).regions.required_gpus == 40);
  CHECK(
      error_of(stages_of_8(39, "redraw_world")) ==
      "study.toml:5: jobs.one_region = \"redraw_world\": 'm' needs at least 5 stages of 8 GPUs in "
      "one region, and a region may have at most 39 GPUs; allowed: more GPUs in a region, smaller "
      "templates, or one_region = \"any\"");
  CHECK(error_of(stages_of_8(40, "redraw_job")).empty());
  CHECK(
      error_of(stages_of_8(39, "redraw_job")) ==
      "study.toml:5: jobs.one_region = \"redraw_job\": no template fits into a region of 39 GPUs, "
      "the most that one may have; allowed: more GPUs in a region, or one_region = \"any\"");
}

TEST_CASE("runnable jobs: each region needs what its own GPUs make of a template", "[study]") {
  // 80 GB instead of 48 hold a third of the model.
  const std::string h100 = "[region.A]\ngpu = \"H100\"\n";
  const RegionsModel regions = model_of_study(stages_of_8(24, "redraw_world", h100)).regions;
  CHECK(regions.required_gpus == 0);
  CHECK(regions.required_by_region == std::vector<std::vector<int>>{{24, 40}});
  CHECK_THAT(
      error_of(stages_of_8(23, "redraw_world", h100)),
      Catch::Contains("'m' needs at least 3 stages of 8 GPUs in one region, and a region may "
                      "have at most 23 GPUs"));
}

TEST_CASE("runnable jobs: a type that a region names may be that of all others", "[study]") {
  CHECK(has_one_gpu_type(model_of_study(stages_of_8(24, "any"))));
  CHECK(has_one_gpu_type(model_of_study(
      stages_of_8(24, "any", "[gpu]\ntype = \"H100\"\n[region.A]\ngpu = \"H100\"\n"))));
  const WorldModel model = model_of_study(stages_of_8(40, "any", "[region.A]\ngpu = \"H100\"\n"));
  CHECK_FALSE(has_one_gpu_type(model));
  CHECK(gpu_of(model, model.regions.regions[0]).name == "H100");
  CHECK(gpu_of(model, model.regions.regions[1]).name == "RTX A6000");
}

TEST_CASE("runnable jobs: only regions with the memory count", "[study]") {
  const std::string small =
      "[region.A]\ngpus = 1000\ngpu = \"small\"\n[gpu_types.small]\npeak_flops = 1e14\n"
      "memory_bytes = 1e6\npower_w = 300\n";
  CHECK(error_of(stages_of_8(40, "any", small)).empty());
  CHECK(error_of(stages_of_8(39, "any", small)) ==
        "study.toml:6: jobs.templates = [\"m\"]: 'm' may find too few GPUs with the memory for its "
        "stages: it needs at least 5 stages of 8 GPUs; allowed: more GPUs, or one_region = "
        "\"redraw_job\" or \"redraw_world\"");
}

TEST_CASE("runnable jobs: an even split into too many stages is refused", "[study]") {
  const auto even = [](const std::string& more) {
    return "[pipeline]\nsplit = \"even\"\n" + stages_of_8(40, "any", more);
  };
  CHECK(error_of(even("max_stages = 100000\n")).empty());
  CHECK(error_of(even("max_stages = 100001\n")) ==
        "study.toml:8: jobs.templates = [\"m\"]: 'm' may be cut into 100001 stages by "
        "pipeline.split = \"even\"; allowed: at most 100000 (max_stages)");
  CHECK_THAT(error_of(even("[region.A]\ngpus = 1000000\n")),
             Catch::Contains("may be cut into 125005 stages"));
}

TEST_CASE("runnable jobs: stages of more GPUs than can be counted are not a matter of memory",
          "[study]") {
  std::string text = stages_of_8(40, "any");
  text.replace(text.find("data_parallel = 2"), 17, "data_parallel = 1000000");
  text.replace(text.find("tensor_parallel = 4"), 19, "tensor_parallel = 1000");
  text.replace(text.find("5.2e10"), 6, "5.2e13");
  CHECK_THAT(error_of(text), Catch::Contains("'m' needs at least 20 stages of 1000000000 GPUs, and "
                                             "the regions may have room for only 0 together"));
}

}  // namespace bacelab
