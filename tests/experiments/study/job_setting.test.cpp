#include "experiments/study/job_setting.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "experiments/worlds/catalog.hpp"
#include "tests/experiments/text/messages.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {

TEST_CASE("job setting: without a study the catalog with the defaults of studies", "[study]") {
  const JobSetting setting = catalog_job_setting("");
  CHECK(setting.templates.size() == template_catalog().size());
  CHECK(setting.templates.front().micro_batches == 64);
  REQUIRE(setting.regions.size() == 1);
  CHECK(setting.regions.front().type.name == gpu_catalog().front().name);
  CHECK(catalog_job_setting("A100").regions.front().type.memory_bytes == 80e9);
  CHECK_THAT(message_of([] { catalog_job_setting("A10"); }),
             Catch::StartsWith("there is no GPU type 'A10'"));
}

TEST_CASE("job setting: the templates, GPUs and pipelines of a study", "[study]") {
  const sample::ScratchDirectory directory;
  const auto path = directory / "study.toml";
  std::ofstream(path)
      << "[pipeline]\nsplit = \"even\"\n[gpu]\ntype = \"H100\"\n"
         "[regions]\nnames = [\"A\", \"B\"]\ngpus_from = [32, 96]\n[region.B]\ngpu = \"A100\"\n"
         "[jobs]\ntemplates = [\"own\", \"qwen2.5-14b\"]\nmicro_batches = 12\n"
         "templates_from = \"trace\"\n[trace]\nfile = \"not_there_yet.csv\"\n"
         "[templates.own]\nlayers = 8\nhidden = 512\nsequence = 1024\n"
         "vocabulary = 1000\nparameters = 1e8\n";
  const JobSetting setting = read_job_setting(path);
  REQUIRE(setting.templates.size() == 2);
  CHECK(setting.templates[0].name == "own");
  CHECK(setting.templates[1].micro_batches == 12);
  CHECK(setting.pipeline.split == Split::even);
  REQUIRE(setting.regions.size() == 2);
  CHECK(setting.regions[0].gpus == 96);
  CHECK(setting.regions[0].type.name == "H100");
  CHECK(setting.regions[1].type.name == "A100");
}

}  // namespace bacelab
