#include "experiments/study/regions_reader.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "experiments/config/document.hpp"
#include "tests/experiments/config/messages.hpp"

namespace bacelab {

TEST_CASE("regions: in the order of their names, each with what is special about it", "[study]") {
  ConfigDocument document = ConfigDocument::parse(R"(
[regions]
names = ["B", "A"]
pue = 1.2
[region.A]
gpus = 5
pue = 1.4
utc_offset_hours = -3.5
)",
                                                  "study.toml");
  const RegionsReading reading = read_regions(document.root());
  REQUIRE(reading.model.regions.size() == 2);
  const RegionModel& b = reading.model.regions[0];
  CHECK(b.name == "B");
  CHECK(b.pue == 1.2);
  CHECK(b.utc_offset_hours == 0.0);
  CHECK_FALSE(b.gpus);
  const RegionModel& a = reading.model.regions[1];
  CHECK(a.name == "A");
  CHECK(a.pue == 1.4);
  CHECK(a.utc_offset_hours == -3.5);
  CHECK(a.gpus == 5);
  CHECK(reading.model.gpu_choices == std::vector<int>{16, 32, 64, 128});
  REQUIRE(reading.sections.size() == 2);
  CHECK(reading.sections[1].path() == "region.A");
}

TEST_CASE("regions: together they have no more GPUs than can be counted", "[study]") {
  const auto message = [](int count) {
    const std::string text =
        "[regions]\ngpus_from = [1000000, 1]\ncount = " + std::to_string(count) +
        "\n[region.R0007]\ngpus = 483647\n";
    return message_of([&] { read_regions(ConfigDocument::parse(text, "study.toml").root()); });
  };
  CHECK(message(2148).empty());
  CHECK(message(2149) ==
        "study.toml:2: regions.gpus_from = [1000000, 1]: the regions may have 2148483647 GPUs "
        "together; allowed: at most 2147483647 together");
}

}  // namespace bacelab
