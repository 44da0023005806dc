#include <catch2/catch.hpp>
#include <cstddef>
#include <string>
#include <vector>

#include "experiments/study/world_reader.hpp"
#include "experiments/text/document.hpp"
#include "experiments/worlds/catalog.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

std::vector<Template> templates_of(const std::string& text) {
  return read_templates(ConfigDocument::parse(text, "study.toml").root());
}

}  // namespace

TEST_CASE("templates: without a word those of the system with 64 micro-batches", "[study]") {
  const auto templates = templates_of("");
  REQUIRE(templates.size() == 6);
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

TEST_CASE("templates: one GPU a stage and one replica, unless the study says otherwise",
          "[study]") {
  for (const Template& model : templates_of("")) {
    CHECK(model.tensor_parallel == 1);
    CHECK(model.tensor_efficiency == 1.0);
    CHECK(model.data_parallel == 1);
  }
  const auto templates = templates_of(
      "[jobs]\ntemplates = [\"falcon-40b\", \"qwen2.5-14b\"]\ntensor_parallel = 8\n"
      "tensor_efficiency = 0.8\ndata_parallel = 2\n[templates.falcon-40b]\n"
      "tensor_parallel = 4\ntensor_efficiency = 1\ndata_parallel = 1\n");
  CHECK(templates[0].tensor_parallel == 4);
  CHECK(templates[0].tensor_efficiency == 1.0);
  CHECK(templates[0].data_parallel == 1);
  CHECK(templates[1].tensor_parallel == 8);
  CHECK(templates[1].tensor_efficiency == 0.8);
  CHECK(templates[1].data_parallel == 2);
}

TEST_CASE("templates: the degrees of parallelism keep their bounds, of all and of one", "[study]") {
  const auto said = [](const std::string& table, const std::string& key) {
    return message_of([&] { templates_of("[" + table + "]\n" + key + "\n"); });
  };
  for (const std::string table : {"jobs", "templates.falcon-40b"}) {
    const std::string place = "study.toml:2: " + table + ".";
    for (const std::string key : {"tensor_parallel", "data_parallel"}) {
      const std::string most = key == "tensor_parallel" ? "1000" : "1000000";
      for (const std::string value : {"0", "-1"}) {
        CHECK(said(table, key + " = " + value) ==
              place + key + " = " + value + ": must be an integer in [1, " + most + "]");
      }
      CHECK_THAT(said(table, key + " = 1.5"),
                 Catch::StartsWith(place + key + " = 1.5: is a number, but must be an integer"));
      CHECK(said(table, key + " = " + most).empty());
    }
    for (const std::string value : {"0", "-1", "1.5"}) {
      CHECK(said(table, "tensor_efficiency = " + value) ==
            place + "tensor_efficiency = " + value + ": must be a number in (0, 1]");
    }
  }
}

}  // namespace bacelab
