#include "experiments/study/world_reader.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "experiments/text/document.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {

TEST_CASE("regions: in the order of their names, each with what is special about it", "[study]") {
  ConfigDocument document = ConfigDocument::parse(R"(
[regions]
names = ["B", "A"]
pue = 1.2
[region.A]
gpus = 5
gpu = "H100"
pue = 1.4
utc_offset_hours = -3.5
)",
                                                  "study.toml");
  const RegionsReading reading = read_regions(document.root(), GpuType());
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
  CHECK_FALSE(b.gpu);
  REQUIRE(a.gpu);
  CHECK(a.gpu->name == "H100");
  CHECK(a.gpu->efficiency == GpuType().efficiency);
  CHECK(reading.model.gpu_choices == std::vector<int>{16, 32, 64, 128});
  REQUIRE(reading.sections.size() == 2);
  CHECK(reading.sections[1].path() == "region.A");
}

TEST_CASE("regions: an internal bandwidth of all, of one, or by the access bandwidths", "[study]") {
  const auto read = [](const std::string& keys) {
    ConfigDocument document =
        ConfigDocument::parse("[regions]\nnames = [\"A\", \"B\"]\n" + keys, "study.toml");
    return read_regions(document.root(), GpuType()).model;
  };
  CHECK_FALSE(read("").regions[0].internal_bit_per_s);
  CHECK(read("").internal == InternalBandwidth::unlimited);
  const RegionsModel given = read("internal_gbps = 100\n[region.B]\ninternal_gbps = 400\n");
  CHECK(given.regions[0].internal_bit_per_s == 1e11);
  CHECK(given.regions[1].internal_bit_per_s == 4e11);
  const RegionsModel access = read("internal = \"access\"\n[region.B]\ninternal_gbps = 400\n");
  CHECK(access.internal == InternalBandwidth::access);
  CHECK_FALSE(access.regions[0].internal_bit_per_s);
  CHECK(access.regions[1].internal_bit_per_s == 4e11);
  CHECK_THROWS_WITH(read("internal = \"access\"\ninternal_gbps = 100\n"),
                    Catch::Contains("regions.internal_gbps") && Catch::Contains("one of the two"));
  CHECK_THROWS_WITH(read("internal_gbps = 0\n"),
                    Catch::Contains("regions.internal_gbps = 0: must be a number > 0, in Gbit/s"));
}

TEST_CASE("regions: together they have no more GPUs than can be counted", "[study]") {
  const auto message = [](int count) {
    const std::string text =
        "[regions]\ngpus_from = [1000000, 1]\ncount = " + std::to_string(count) +
        "\n[region.R0007]\ngpus = 483647\n";
    return message_of(
        [&] { read_regions(ConfigDocument::parse(text, "study.toml").root(), GpuType()); });
  };
  CHECK(message(2148).empty());
  CHECK(message(2149) ==
        "study.toml:2: regions.gpus_from = [1000000, 1]: the regions may have 2148483647 GPUs "
        "together; allowed: at most 2147483647 together");
}

TEST_CASE("regions: there are no more than can be linked at once", "[study]") {
  const auto message = [](const std::string& keys) {
    return message_of([&] {
      read_regions(ConfigDocument::parse("[regions]\n" + keys, "study.toml").root(), GpuType());
    });
  };
  const auto names = [](int count) {
    std::string list;
    for (int i = 0; i < count; ++i) list += (i == 0 ? "\"" : ", \"") + std::to_string(i) + "\"";
    return "names = [" + list + "]\n";
  };
  const std::string few = "gpus_from = [1]\n";
  CHECK(message(few + "count = 2500\n").empty());
  CHECK_THAT(message(few + "count = 2501\n"), Catch::Contains("must be an integer in [1, 2500]"));
  CHECK(message(few + names(2500)).empty());
  CHECK_THAT(message(few + names(2501)),
             Catch::Contains("there are 2501 regions; allowed: at most 2500"));
}

}  // namespace bacelab
