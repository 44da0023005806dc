#include <catch2/catch.hpp>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "experiments/study/scenario/scenario_parts.hpp"
#include "tests/experiments/study/scenario/sample_scenario.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

std::string workload_message(std::string_view part, std::string_view by) {
  return message_of([&] { sample::read(sample::scenario_with(part, by)); });
}

Template model_with(std::string_view part, std::string_view by) {
  const Scenario scenario = sample::read(sample::scenario_with(part, by));
  return (*scenario.templates)[TemplateIndex(0)];
}

TEST_CASE("workload reader: a template with defaults for what is optional", "[scenario]") {
  const Template model = model_with("\"layers\": 8", "\"layers\": 9");
  CHECK(model.name == "small");
  CHECK(model.layers == 9);
  CHECK(model.hidden == 512.0);
  CHECK(model.sequence == 256.0);
  CHECK(model.vocabulary == 1000.0);
  CHECK(model.parameters == 3e7);
  CHECK(model.micro_batches == 4);
  CHECK(model.micro_batch == 1);
  CHECK(model.recompute);
  CHECK_FALSE(model.max_stages);
  CHECK(model.layer_parameters == 12.0 * 512.0 * 512.0);
  CHECK(model.attention_width == 512.0);
  CHECK(model.tensor_parallel == 1);
  CHECK(model.tensor_efficiency == 1.0);
  CHECK(model.data_parallel == 1);
}

TEST_CASE("workload reader: what is optional of a template is read", "[scenario]") {
  const Template model =
      model_with("\"layers\": 8",
                 "\"layers\": 8, \"micro_batch\": 2, \"recompute\": false, \"max_stages\": 4, "
                 "\"layer_parameters\": 1e6, \"attention_width\": 640, \"tensor_parallel\": 2, "
                 "\"tensor_efficiency\": 0.75, \"data_parallel\": 3");
  CHECK(model.micro_batch == 2);
  CHECK_FALSE(model.recompute);
  CHECK(model.max_stages == 4);
  CHECK(model.layer_parameters == 1e6);
  CHECK(model.attention_width == 640.0);
  CHECK(model.tensor_parallel == 2);
  CHECK(model.tensor_efficiency == 0.75);
  CHECK(model.data_parallel == 3);
  CHECK_FALSE(model_with("\"layers\": 8", "\"layers\": 8, \"max_stages\": null").max_stages);
}

TEST_CASE("workload reader: a template's figures keep their bounds", "[scenario]") {
  const std::string place = "world.json: templates[0].";
  const std::string count = ": must be an integer in [1, 1000000000]";
  CHECK(workload_message("\"layers\": 8", "\"layers\": 0") == place + "layers = 0" + count);
  CHECK(workload_message("\"layers\": 8", "\"layers\": 1.5") == place + "layers = 1.5" + count);
  CHECK(workload_message("\"micro_batches\": 4", "\"micro_batches\": 1000000001") ==
        place + "micro_batches = 1000000001" + count);
  for (const char* key : {"micro_batch", "max_stages"}) {
    const std::string name = key;
    CHECK(workload_message("\"layers\": 8", "\"layers\": 8, \"" + name + "\": 0") ==
          place + name + " = 0" + count);
  }
  for (const char* given :
       {"\"hidden\": 512", "\"sequence\": 256", "\"vocabulary\": 1000", "\"parameters\": 3e7"}) {
    const std::string text = given;
    const std::string name = text.substr(1, text.find('"', 1) - 1);
    CHECK(workload_message(given, "\"" + name + "\": 0") ==
          place + name + " = 0: must be a number > 0");
  }
  for (const char* key : {"layer_parameters", "attention_width"}) {
    const std::string name = key;
    CHECK(workload_message("\"layers\": 8", "\"layers\": 8, \"" + name + "\": 0") ==
          place + name + " = 0: must be a number > 0");
  }
}

TEST_CASE("workload reader: the degrees of parallelism keep their bounds", "[scenario]") {
  const auto said = [](const std::string& key, const std::string& value) {
    return workload_message("\"layers\": 8", "\"layers\": 8, \"" + key + "\": " + value);
  };
  const std::string place = "world.json: templates[0].";
  for (const std::string key : {"tensor_parallel", "data_parallel"}) {
    const std::string most = key == "tensor_parallel" ? "1000" : "1000000";
    for (const std::string& value :
         {std::string("0"), std::string("-1"), std::string("1.5"), most + "1"}) {
      CHECK(said(key, value) ==
            place + key + " = " + value + ": must be an integer in [1, " + most + "]");
    }
  }
  for (const std::string value : {"0", "-1", "1.5"}) {
    CHECK(said("tensor_efficiency", value) ==
          place + "tensor_efficiency = " + value + ": must be a number in (0, 1]");
  }
}

TEST_CASE("workload reader: jobs stand by ascending id", "[scenario]") {
  const Scenario scenario = sample::read(sample::scenario_text);
  REQUIRE(scenario.jobs.size() == 2);
  CHECK(scenario.jobs[JobIndex(0)].id == 3);
  CHECK(scenario.jobs[JobIndex(1)].id == 7);
  CHECK(scenario.jobs[JobIndex(1)].arrival_s == 10.0);
  CHECK(scenario.jobs[JobIndex(1)].iterations == 2.5);
}

TEST_CASE("workload reader: ids are any integers of 64 bits", "[scenario]") {
  const std::string text = sample::scenario_with("\"id\": 7", "\"id\": -9223372036854775808");
  const Scenario scenario = sample::read(sample::replaced(text, "\"id\": 3", "\"id\": 0"));
  CHECK(scenario.jobs[JobIndex(0)].id == std::numeric_limits<std::int64_t>::min());
  CHECK(workload_message("\"id\": 7", "\"id\": 9223372036854775808") ==
        "world.json: jobs[0].id = 9223372036854775808: must be an integer");
}

TEST_CASE("workload reader: names and ids given twice are refused", "[scenario]") {
  CHECK(workload_message("\"id\": 3", "\"id\": 7.0") ==
        "world.json: jobs[1].id = 7.0: the id of a job is given twice, first at jobs[0].id; it may "
        "stand once");
  const auto start = sample::scenario_text.find("{\"name\": \"small\"");
  const auto end = sample::scenario_text.find('}', start) + 1;
  const std::string model = sample::scenario_text.substr(start, end - start);
  CHECK(workload_message(model, model + ", " + model) ==
        "world.json: templates[1].name = \"small\": the name of a template is given twice, first "
        "at templates[0].name; it may stand once");
}

TEST_CASE("workload reader: jobs keep their bounds and name a template", "[scenario]") {
  CHECK(workload_message("\"arrival_s\": 10", "\"arrival_s\": -1") ==
        "world.json: jobs[0].arrival_s = -1: must be a number >= 0");
  CHECK(workload_message("\"iterations\": 2.5", "\"iterations\": 0") ==
        "world.json: jobs[0].iterations = 0: must be a number > 0");
  CHECK(
      workload_message("\"id\": 7, \"template\": \"small\"", "\"id\": 7, \"template\": \"smal\"") ==
      "world.json: jobs[0].template = \"smal\": is not the name of a template (did you mean "
      "'small'?); there are small");
  CHECK(workload_message("\"iterations\": 2.5", "\"iterations\": 2.5, \"priority\": 1") ==
        "world.json: jobs[0].priority: unknown key; allowed are id, template, arrival_s, "
        "iterations");
}

TEST_CASE("workload reader: a job that can never run is refused", "[scenario]") {
  CHECK(workload_message("\"parameters\": 3e7", "\"parameters\": 3e12") ==
        "world.json: jobs[0]: job 7 of template 'small' can never run: no allowed number of stages "
        "fits into the GPU's memory");
  // 16 bytes a parameter on GPUs of 48 GB, filled to 0.9: 1.2e10 parameters are 5 stages or more.
  const std::string few = sample::replaced(sample::scenario_with("\"gpus\": 6", "\"gpus\": 1"),
                                           "\"gpus\": 4", "\"gpus\": 3");
  const std::string large = sample::replaced(few, "\"parameters\": 3e7", "\"parameters\": 1.2e10");
  CHECK(message_of([&] { sample::read(large); }) ==
        "world.json: jobs[0]: job 7 of template 'small' can never run: it needs at least 8 GPUs "
        "and the cluster has 4");
}

TEST_CASE("workload reader: a job that can't be computed with is refused", "[scenario]") {
  const std::string slow = sample::scenario_with("1e14", "1e-14");
  const std::string endless =
      sample::replaced(slow, "\"iterations\": 2.5", "\"iterations\": 1e300");
  CHECK_THAT(message_of([&] { sample::read(endless); }),
             Catch::StartsWith("world.json: jobs[0]: job 7 of template 'small' would run for inf s "
                               "and demand ") &&
                 Catch::Contains("which can't be computed with"));
  CHECK_THAT(workload_message("\"iterations\": 2.5", "\"iterations\": 5e-324"),
             Catch::Contains("which can't be computed with"));
}

}  // namespace
}  // namespace bacelab
