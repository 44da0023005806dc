#include "experiments/study/scenario/scenario_parts.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "experiments/text/json_place.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

Series price(const std::string& text) {
  const JsonDocument document(text, "world.json");
  return read_series(document.root(), "usd_per_kwh", Bounds::at_least(-1.0));
}

std::string price_message(const std::string& text) {
  return message_of([&] { price(text); });
}

std::string capacity_message(const std::string& text) {
  const JsonDocument document(text, "world.json");
  return message_of([&] { read_capacity(document.root(), 6); });
}

TEST_CASE("series reader: times and values", "[scenario]") {
  const Series series = price(R"({"times_s": [0, 0.5, 1e6], "usd_per_kwh": [0.2, -1, 0]})");
  REQUIRE(series.complete() == 3);
  CHECK(series.time(1) == 0.5);
  CHECK(series.at(0.25) == 0.2);
  CHECK(series.at(0.5) == -1.0);
  CHECK(series.at(1e9) == 0.0);
}

TEST_CASE("series reader: capacities are GPUs", "[scenario]") {
  const JsonDocument document(R"({"times_s": [0, 9], "gpus": [6, 0]})", "world.json");
  const Series series = read_capacity(document.root(), 6);
  CHECK(series.at(0.0) == 6.0);
  CHECK(series.at(9.0) == 0.0);
}

TEST_CASE("series reader: times that don't start at 0 or don't ascend are refused", "[scenario]") {
  CHECK(price_message(R"({"times_s": [1], "usd_per_kwh": [1]})") ==
        "world.json: times_s[0] = 1: must be 0, where every series starts");
  CHECK(price_message(R"({"times_s": [0, 3, 3], "usd_per_kwh": [1, 2, 3]})") ==
        "world.json: times_s[2] = 3: must be later than the time before it, 3");
  CHECK(price_message(R"({"times_s": [0, 3, 2.5], "usd_per_kwh": [1, 2, 3]})") ==
        "world.json: times_s[2] = 2.5: must be later than the time before it, 3");
  CHECK(price_message(R"({"times_s": [0, -1], "usd_per_kwh": [1, 2]})") ==
        "world.json: times_s[1] = -1: must be a number >= 0");
}

TEST_CASE("series reader: there is one value for each time", "[scenario]") {
  const std::string rest = " values, but must have one for each of the 2 times";
  CHECK(price_message(R"({"times_s": [0, 1], "usd_per_kwh": [1]})") ==
        "world.json: usd_per_kwh: has 1" + rest);
  CHECK(price_message(R"({"times_s": [0, 1], "usd_per_kwh": [1, 2, 3]})") ==
        "world.json: usd_per_kwh: has 3" + rest);
  CHECK(price_message(R"({"times_s": [], "usd_per_kwh": []})") ==
        "world.json: usd_per_kwh: is empty, but must be a list of numbers");
}

TEST_CASE("series reader: values keep their bounds", "[scenario]") {
  CHECK(price_message(R"({"times_s": [0, 1], "usd_per_kwh": [1, -1.5]})") ==
        "world.json: usd_per_kwh[1] = -1.5: must be a number >= -1");
  CHECK(capacity_message(R"({"times_s": [0, 1], "gpus": [6, 7]})") ==
        "world.json: gpus[1] = 7: must be at most 6, the GPUs of the region");
  CHECK(capacity_message(R"({"times_s": [0, 1], "gpus": [-1, 6]})") ==
        "world.json: gpus[0] = -1: must be an integer >= 0");
  CHECK(capacity_message(R"({"times_s": [0, 1], "gpus": [6, 0.5]})") ==
        "world.json: gpus[1] = 0.5: must be an integer >= 0");
}

TEST_CASE("series reader: other keys are refused", "[scenario]") {
  CHECK(price_message(R"({"times_s": [0], "usd_per_kWh": [1]})") ==
        "world.json: usd_per_kWh: unknown key (did you mean 'usd_per_kwh'?); allowed are times_s, "
        "usd_per_kwh");
  CHECK(price_message(R"({"times_s": [0]})") ==
        "world.json: the key 'usd_per_kwh' is missing; times_s, usd_per_kwh are needed");
  CHECK(price_message("0.2") == "world.json: is a number, but must be an object");
}

}  // namespace
}  // namespace bacelab
