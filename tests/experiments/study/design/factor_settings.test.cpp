#include "experiments/study/design/factor_settings.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "tests/experiments/study/design/designs.hpp"
#include "tests/experiments/study/study_texts.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;
using SettingNames = std::vector<std::string>;

const std::string baselines = R"([design]
type = "grid"
[design.factors.baselines.settings.elastic]
[design.factors.baselines.settings.rigid]
"policies.lcf.min_stage_fraction" = 1
"policies.ldf.min_stage_fraction" = 0.5
[design.factors.scale]
key = "network.scale"
values = [1, 2]
)";

std::vector<FactorSetting> settings_of(const std::string& text) {
  return read_settings(ConfigDocument::parse(text, "study.toml").root(), "s", "");
}

TEST_CASE("factor settings: keys of any kind under names, in the order of the file", "[design]") {
  const auto settings =
      settings_of("[s.z]\n\"a.'b'\" = 1\nx = [1, 2]\n[s.y]\n[s.x]\nx = 'word'\ny = true\n");
  REQUIRE(settings.size() == 3);
  CHECK(settings[0].name == "z");
  CHECK(settings[0].values[0].key == "a.b");
  CHECK(settings[0].values[0].place == "study.toml:2");
  CHECK(settings[1].values.empty());
  CHECK(keys_of(settings) == SettingNames{"a.b", "x", "y"});
}

TEST_CASE("factor settings: a factor of them has their names as values", "[design]") {
  const Design design = design_of(baselines);
  REQUIRE(design.points() == 4);
  CHECK(design.factors()[0].name == "baselines");
  CHECK(names_of(design, 0) == SettingNames{"elastic", "elastic", "rigid", "rigid"});
}

TEST_CASE("factor settings: at each point the keys of one setting, whatever points before",
          "[design]") {
  const std::string study = "[study]\npolicies = ['bace', 'lcf', 'ldf']\n" + tiny_study + baselines;
  for (const char* own : {"", "[policies.ldf]\nmin_stage_fraction = 0.25\n"}) {
    INFO(own);
    const StudyFile file = read_study_file(study + own);
    StudyReader reader = file.reader();
    for (const std::size_t point : {0, 2, 1, 3, 0}) {
      const auto policies = reader.at(point).policies;
      const bool rigid = point >= 2;
      const double elastic_ldf = *own == '\0' ? 0.0 : 0.25;
      CHECK(policies[1].parameters.at("min_stage_fraction") == (rigid ? 1.0 : 0.0));
      CHECK(policies[2].parameters.at("min_stage_fraction") == (rigid ? 0.5 : elastic_ldf));
    }
    const StudyFile again = read_study_file(file.resolved());
    CHECK(again.resolved() == file.resolved());
    CHECK(again.at(0).policies[2].parameters.at("min_stage_fraction") ==
          file.at(0).policies[2].parameters.at("min_stage_fraction"));
    CHECK(again.design().factors() == file.design().factors());
  }
}

TEST_CASE("factor settings: a region and a list of one point alone", "[design]") {
  const StudyFile file = read_study_file(
      tiny_study +
      "[design]\ntype = 'grid'\n[design.factors.f.settings.three]\n"
      "'regions.names' = ['A', 'B', 'C']\n'region.C.gpus' = 6\n[design.factors.f.settings.two]\n");
  CHECK(file.at(0).world.regions.regions.size() == 3);
  CHECK(file.at(1).world.regions.regions.size() == 2);
  CHECK(read_study_file(file.resolved()).at(1).world.regions.regions.size() == 2);
}

TEST_CASE("factor settings: what they can't set is refused where it stands", "[design]") {
  const auto refused = [](const std::string& design, const std::string& words) {
    INFO(design);
    CHECK_THROWS_WITH(read_study_file(tiny_study + "[design]\ntype = 'grid'\n" + design),
                      Catch::Contains(words));
  };
  const std::string f = "[design.factors.f.settings.s]\n";
  refused(f + "network.scale = 1", "a key in quotes, such as \"network.scale\" = 0.3");
  refused(f + "'network.scale' = 2024-01-01", "is a date or time, but must be a value");
  refused(f + "'network.scal' = 1", "did you mean 'scale'");
  refused(f + "'network.scale' = -1", "study.toml:18: design factor network.scale");
  refused(f + "'network.scale' = [1, 2]", "is a list, but must be a number");
  refused(f + "'study.seed' = 1", "the same at all points");
  refused(f + "'network.scale' = 1\n\"network.'scale'\" = 2", "set twice");
  refused(f, "no setting sets a key");
  refused(f + "'network.scale' = 1\n[design.factors.g]\nkey = 'network.scale'\nvalues = [1]",
          "two factors set the key network.scale");
  refused("[design.factors.f]\nkey = 'x'\n" + f + "'network.scale' = 1",
          "settings of this factor say");
  refused("[design.factors.f]\nvalues = [1]\n" + f + "'network.scale' = 1", "one of the four");
  refused("[design.factors.cost.settings.s]\n'network.scale' = 1", "another variable");
  refused("[design.factors.policy.settings.s]\n'network.scale' = 1", "another variable");
  refused(f + "'network.scale' = 1\n[design.cases.c]\n'network.scale' = 2",
          "a case sets the key network.scale, and so does a factor");
  refused("[design.factors.case.settings.s]\n'network.scale' = 1\n[design.cases.c]\n",
          "a factor of another name");
}

}  // namespace
}  // namespace bacelab
