#include "experiments/study/world_reader.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "experiments/text/document.hpp"
#include "experiments/worlds/arrivals/renewal.hpp"
#include "experiments/worlds/catalog.hpp"
#include "experiments/worlds/work/hours.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

GpuType gpu_of(const char* keys) {
  return read_gpu(ConfigDocument::parse(keys, "study.toml").root());
}

}  // namespace

TEST_CASE("gpu: the type has the catalog's figures", "[study]") {
  CHECK(gpu_of("").name == "RTX A6000");
  const GpuType h100 = gpu_of("type = \"H100\"");
  CHECK(h100.peak_flops == 9.894e14);
  CHECK(h100.memory_bytes == 80e9);
  CHECK(h100.power_w == 700.0);
  CHECK(h100.efficiency == 0.4);
  CHECK(h100.bytes_per_parameter == 16.0);
}

TEST_CASE("gpu: each property may be overridden", "[study]") {
  const GpuType gpu = gpu_of(
      "type = \"A100\"\npeak_flops = 1e14\nefficiency = 0.5\nmemory_bytes = 4e10\npower_w = 250\n"
      "bytes_per_parameter = 18");
  CHECK(gpu.name == "A100");
  CHECK(gpu.peak_flops == 1e14);
  CHECK(gpu.efficiency == 0.5);
  CHECK(gpu.memory_bytes == 4e10);
  CHECK(gpu.power_w == 250.0);
  CHECK(gpu.bytes_per_parameter == 18.0);
}

TEST_CASE("gpu: a new type has only its own properties", "[study]") {
  const GpuType gpu = gpu_of("type = \"own\"\npeak_flops = 2e14\nmemory_bytes = 1e10\npower_w = 0");
  CHECK(gpu.name == "own");
  CHECK(gpu.peak_flops == 2e14);
  CHECK(gpu.power_w == 0.0);
  for (const char* missing : {"peak_flops", "memory_bytes", "power_w"}) {
    ConfigDocument document = ConfigDocument::parse("type = \"own\"", "study.toml");
    for (const char* key : {"peak_flops", "memory_bytes", "power_w"}) {
      if (std::string(key) != missing) document.set(std::string(key) + "=1e9");
    }
    CHECK_THROWS_WITH(read_gpu(document.root()),
                      Catch::Contains(std::string(missing) + ": is missing"));
  }
}

namespace {

JobsModel jobs_of(const std::string& text) {
  return read_jobs(ConfigDocument::parse(text, "study.toml").root(),
                   {"gpu", 1e14, 0.4, 80e9, 300.0, 16.0}, {});
}

}  // namespace

TEST_CASE("jobs: without a word eight of the catalog, each equally likely", "[study]") {
  const JobsModel jobs = jobs_of("");
  CHECK(jobs.count == 8);
  CHECK(jobs.warmup_jobs == 0);
  CHECK(jobs.one_region == OneRegionRule::any);
  CHECK(jobs.weights == std::vector<double>(6, 1.0 / 6.0));
  CHECK(jobs.templates->templates().size() == template_catalog().size());
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

namespace {

std::vector<Template> templates_of(const std::string& text) {
  return read_templates(ConfigDocument::parse(text, "study.toml").root());
}

}  // namespace

TEST_CASE("templates: without a word the whole catalog with 64 micro-batches", "[study]") {
  const auto templates = templates_of("");
  REQUIRE(templates.size() == template_catalog().size());
  for (std::size_t i = 0; i < templates.size(); ++i) {
    CHECK(templates[i].name == template_catalog()[i].name);
    CHECK(templates[i].layer_parameters == template_catalog()[i].layer_parameters);
    CHECK(templates[i].attention_width == template_catalog()[i].attention_width);
    CHECK(templates[i].micro_batches == 64);
    CHECK(templates[i].micro_batch == 1);
    CHECK(templates[i].recompute);
    CHECK_FALSE(templates[i].max_stages);
  }
}

TEST_CASE("templates: each property of the catalog may be overridden", "[study]") {
  const auto templates = templates_of(
      "[jobs]\ntemplates = [\"falcon-40b\", \"qwen2.5-14b\"]\nmicro_batches = 32\n"
      "[templates.falcon-40b]\nsequence = 512\nmicro_batches = 128\nmax_stages = 30\n"
      "attention_width = 100\nlayer_parameters = 1e6\n");
  CHECK(templates[0].sequence == 512);
  CHECK(templates[0].micro_batches == 128);
  CHECK(templates[0].max_stages == 30);
  CHECK(templates[0].attention_width == 100);
  CHECK(templates[0].layer_parameters == 1e6);
  CHECK(templates[0].hidden == 8192);
  CHECK(templates[1].micro_batches == 32);
}

TEST_CASE("templates: a new one, with 12 h^2 parameters per layer and attention h wide",
          "[study]") {
  const std::string own =
      "[jobs]\ntemplates = [\"mine\"]\nrecompute = false\nmicro_batch = 4\n[templates.mine]\n"
      "layers = 10\nhidden = 512\nsequence = 128\nvocabulary = 1000\nparameters = 4e7\n";
  const Template mine = templates_of(own).at(0);
  CHECK(mine.name == "mine");
  CHECK(mine.layers == 10);
  CHECK(mine.parameters == 4e7);
  CHECK(mine.layer_parameters == 12.0 * 512 * 512);
  CHECK(mine.attention_width == 512);
  CHECK(mine.micro_batch == 4);
  CHECK_FALSE(mine.recompute);
  CHECK(templates_of(own + "recompute = true\n").at(0).recompute);
}

}  // namespace bacelab
