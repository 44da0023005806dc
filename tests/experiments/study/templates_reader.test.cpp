#include "experiments/study/templates_reader.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "experiments/catalog/templates.hpp"
#include "experiments/config/document.hpp"

namespace bacelab {
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

TEST_CASE("templates: each figure of the catalog may be given anew", "[study]") {
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

TEST_CASE("templates: one of one's own, with 12 h^2 parameters a layer and attention h wide",
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
