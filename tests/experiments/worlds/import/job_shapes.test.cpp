#include "experiments/worlds/import/job_shapes.hpp"

#include <catch2/catch.hpp>

#include "core/workload/stage_plan.hpp"
#include "experiments/study/job_setting.hpp"
#include "experiments/worlds/catalog.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

using Texts = std::vector<std::string>;

JobShapes shapes(const Texts& classes, GpuRule rule = GpuRule::record,
                 const std::string& gpu = "A100") {
  const JobSetting setting = catalog_job_setting(gpu);
  return {classes.empty() ? default_gpu_classes("--template", setting.templates)
                          : parse_gpu_classes("--template", classes),
          setting, rule};
}

/// "TEMPLATE KxTxD", empty if no template takes the job.
std::string shape_of(JobShapes all, std::int64_t gpus) {
  const JobShape* shape = all.of(gpus);
  if (shape == nullptr) return "";
  return shape->model.name + " " + std::to_string(shape->stages) + "x" +
         std::to_string(shape->tensor_parallel) + "x" + std::to_string(shape->data_parallel);
}

}  // namespace

TEST_CASE("job shapes: stages first, then tensor parallelism within a node, then replicas",
          "[import]") {
  CHECK(shape_of(shapes({}), 1) == "qwen2.5-1.5b 1x1x1");
  CHECK(shape_of(shapes({}), 2) == "qwen2.5-3b 2x1x1");
  CHECK(shape_of(shapes({}), 8) == "qwen2.5-14b 8x1x1");
  CHECK(shape_of(shapes({}), 32) == "llama-3.1-70b 16x2x1");
  CHECK(shape_of(shapes({}), 128) == "flm-101b 16x8x1");
  CHECK(shape_of(shapes({}), 1024) == "flm-101b 16x8x8");
  // 80 layers can't be cut into 24 stages; of 12, a stage has 2 GPUs.
  CHECK(shape_of(shapes({"8=llama-3.1-70b"}), 24) == "llama-3.1-70b 12x2x1");
  // 3 replicas would pad the 64 micro-batches; 12 stages of 4 GPUs do not.
  CHECK(shape_of(shapes({"8=llama-3.1-70b"}), 48) == "llama-3.1-70b 12x4x1");
}

TEST_CASE("job shapes: a number that a template cannot have is one of a smaller class",
          "[import]") {
  // 48 layers are never cut into 9 stages, and 3 stages do not fit the memory.
  CHECK(shape_of(shapes({"1=qwen2.5-1.5b", "8=qwen2.5-14b"}, GpuRule::record, "RTX A6000"), 9) ==
        "qwen2.5-1.5b 3x1x3");
  CHECK(shape_of(shapes({"8=qwen2.5-14b"}, GpuRule::record, "RTX A6000"), 11).empty());
  CHECK(shape_of(shapes({"1=qwen2.5-14b"}), 1).empty());
}

TEST_CASE("job shapes: the regions have room for all stages", "[import]") {
  JobSetting setting = catalog_job_setting("A100");
  const auto of_70b = parse_gpu_classes("--template", Texts{"8=llama-3.1-70b"});
  setting.regions = {{16, setting.regions.front().type}, {128, setting.regions.front().type}};
  CHECK(shape_of({of_70b, setting, GpuRule::record}, 96) == "llama-3.1-70b 12x8x1");
  CHECK(shape_of({of_70b, setting, GpuRule::record}, 256).empty());
  setting.regions.front().gpus = 512;
  CHECK(shape_of({of_70b, setting, GpuRule::record}, 512) == "llama-3.1-70b 16x8x4");
}

TEST_CASE("job shapes: a job in the model has the GPUs of its record", "[import]") {
  JobShapes all = shapes({}, GpuRule::record, "RTX A6000");
  const JobSetting setting = catalog_job_setting("RTX A6000");
  const std::vector<RegionGpus> region = {{4096, setting.regions.front().type}};
  for (std::int64_t gpus = 1; gpus <= 1024; gpus += gpus < 130 ? 1 : 97) {
    INFO(gpus);
    const JobShape* shape = all.of(gpus);
    REQUIRE(shape != nullptr);
    CHECK(shape->gpus() == gpus);
    Template model = template_catalog().at(shape->model.name, "template");
    model.micro_batches = 64;
    model.max_stages = shape->model.max_stages;
    model.tensor_parallel = shape->model.tensor_parallel.value();
    model.data_parallel = shape->model.data_parallel.value();
    const auto plan = make_stage_plan(model, region, setting.pipeline);
    REQUIRE(plan);
    CHECK(std::int64_t{plan->best().stages} * plan->gpus_of_stage() == gpus);
  }
}

TEST_CASE("job shapes: or the GPUs of its template", "[import]") {
  JobShapes all = shapes({"1=qwen2.5-14b", "64=flm-101b"}, GpuRule::from_template);
  CHECK(shape_of(all, 1) == "qwen2.5-14b 48x1x1");
  CHECK(shape_of(all, 100) == "flm-101b 80x1x1");
  CHECK(all.of(1)->model == TracedTemplate{"qwen2.5-14b"});
}

TEST_CASE("job shapes: classes of GPUs", "[import]") {
  const auto classes = parse_gpu_classes("--template", Texts{"64=c", "1=a", "8=b=b"});
  REQUIRE(classes.size() == 3);
  CHECK(classes[0].model == "a");
  CHECK(classes[1].model == "b=b");
  CHECK(classes[2].least_gpus == 64);
  const auto message = [](const Texts& texts) {
    return message_of([&] { parse_gpu_classes("--template", texts); });
  };
  for (const char* bad : {"a", "8", "8=", "=a", "0=a", "-1=a", "8x=a", "99999999999999999999=a"}) {
    CHECK(message({bad}) ==
          "--template " + std::string(bad) + ": must be GPUS=TEMPLATE, such as 8=qwen2.5-14b");
  }
  CHECK(message({"8=a", "8=b"}) == "--template: 8 GPUs is given twice");
}

TEST_CASE("job shapes: the classes without a word are those of the study's templates", "[import]") {
  const auto templates = catalog_job_setting("").templates;
  CHECK(default_gpu_classes("--template", templates).size() == 7);
  const auto classes = default_gpu_classes("--template", {templates[0], templates[2]});
  REQUIRE(classes.size() == 1);
  CHECK(classes[0].least_gpus == 8);
  CHECK(classes[0].model == "qwen2.5-14b");
  Template own;
  own.name = "own";
  CHECK(message_of([&] { default_gpu_classes("--template", {own}); }) ==
        "--template is needed, such as --template 1=own; the study's templates are own");
}

TEST_CASE("job shapes: a template that is not there is an error", "[import]") {
  const auto setting = catalog_job_setting("");
  CHECK_THAT(
      message_of([&] {
        require_templates("--template", {{8, "qwen2.5-14"}}, setting.templates, "the catalog");
      }),
      Catch::StartsWith("--template 8=qwen2.5-14: there is no such template in the catalog "
                        "(did you mean 'qwen2.5-14b'?); allowed: qwen2.5-14b, "));
}

}  // namespace bacelab
