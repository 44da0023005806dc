#include "experiments/text/json_place.hpp"

#include <catch2/catch.hpp>
#include <limits>

#include "experiments/text/json.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

/// Calls `read` with the place "x" of a value.
template <class Read>
auto with_place(const char* text, Read read) {
  const config::Value value = config::read_json(text, "world.json");
  return read(JsonPlace({value, "world.json", "x", config::Notation::json}));
}

template <class Read>
std::string message(const char* text, Read read) {
  return message_of([&] { with_place(text, read); });
}

std::int64_t integer(const JsonPlace& place) { return place.integer(Bounds::any()); }
double positive(const JsonPlace& place) { return place.number(Bounds::positive()); }

TEST_CASE("json place: values of each kind are read", "[scenario]") {
  CHECK(with_place("2.5", positive) == 2.5);
  CHECK(with_place("2", positive) == 2.0);
  CHECK(with_place("true", [](const JsonPlace& place) { return place.boolean(); }));
  CHECK(with_place("\"é\"", [](const JsonPlace& place) { return place.text(); }) == "é");
  CHECK(with_place("null", [](const JsonPlace& place) { return place.is_null(); }));
  CHECK_FALSE(with_place("0", [](const JsonPlace& place) { return place.is_null(); }));
}

TEST_CASE("json place: an integer may be written with a point", "[scenario]") {
  CHECK(with_place("-3", integer) == -3);
  CHECK(with_place("2.0", integer) == 2);
  CHECK(with_place("1e3", integer) == 1000);
  CHECK(with_place("9223372036854775807", integer) == std::numeric_limits<std::int64_t>::max());
  CHECK(with_place("-9223372036854775808", integer) == std::numeric_limits<std::int64_t>::min());
  for (const char* none : {"2.5", "9223372036854775808", "1e300", "-1e19"}) {
    INFO(none);
    CHECK_THAT(message(none, integer), Catch::EndsWith(": must be an integer"));
  }
}

TEST_CASE("json place: a number out of bounds is refused with what is allowed", "[scenario]") {
  CHECK(message("0", positive) == "world.json: x = 0: must be a number > 0");
  CHECK(message("0", [](const JsonPlace& place) { return place.integer(Bounds::between(1, 9)); }) ==
        "world.json: x = 0: must be an integer in [1, 9]");
}

TEST_CASE("json place: a value of another kind is refused by what it is", "[scenario]") {
  CHECK(message("\"1\"", positive) == "world.json: x = \"1\": is a text, but must be a number > 0");
  CHECK(message("null", positive) == "world.json: x = null: is null, but must be a number > 0");
  CHECK(message("true", integer) ==
        "world.json: x = true: is true or false, but must be an integer");
  CHECK(message("[1]", positive) == "world.json: x: is a list, but must be a number > 0");
  CHECK(message("1", [](const JsonPlace& place) { return place.boolean(); }) ==
        "world.json: x = 1: is a number, but must be true or false");
  CHECK(message("{}", [](const JsonPlace& place) { return place.text(); }) ==
        "world.json: x: is an object, but must be a text");
  CHECK(message("1", [](const JsonPlace& place) { return place.elements(); }) ==
        "world.json: x = 1: is a number, but must be a list");
  CHECK(message("{}", [](const JsonPlace& place) { return place.filled_elements(); }) ==
        "world.json: x: is an object, but must be a list");
  CHECK(message("[]", [](const JsonPlace& place) { place.require_object({}); }) ==
        "world.json: x: is a list, but must be an object");
}

TEST_CASE("json place: an empty text or list is refused", "[scenario]") {
  CHECK(message("\"\"", [](const JsonPlace& place) { return place.text(); }) ==
        "world.json: x = \"\": must be a text that is not empty");
  CHECK(message("[]", [](const JsonPlace& place) { return place.filled_elements(); }) ==
        "world.json: x: is empty, but must have at least one element");
  CHECK(with_place("[]", [](const JsonPlace& place) { return place.elements().empty(); }));
  CHECK(message("[]", [](const JsonPlace& place) { return place.numbers(Bounds::any()); }) ==
        "world.json: x: is empty, but must be a list of numbers");
}

TEST_CASE("json place: a wrong element of a list is named by its number", "[scenario]") {
  CHECK(message("[1, 2, \"3\"]", [](const JsonPlace& place) {
          return place.numbers(Bounds::any());
        }) == "world.json: x[2] = \"3\": is a text, but must be a number");
  CHECK(message("[1, 2.5]", [](const JsonPlace& place) {
          return place.integers(Bounds::non_negative());
        }) == "world.json: x[1] = 2.5: must be an integer >= 0");
  CHECK(message("[{\"a\": 1}, 4]", [](const JsonPlace& place) {
          place.elements()[1].require_object({});
        }) == "world.json: x[1] = 4: is a number, but must be an object");
}

TEST_CASE("json place: an object has its required keys and no others but optional ones",
          "[scenario]") {
  const auto require = [](const JsonPlace& place) {
    place.require_object({{"name", "gpus"}, {"pue"}});
  };
  CHECK(message(R"({"gpus": 1, "name": 1})", require).empty());
  CHECK(message(R"({"gpus": 1, "name": 1, "pue": 1})", require).empty());
  CHECK(message(R"({"name": 1})", require) ==
        "world.json: x: the key 'gpus' is missing; name, gpus are needed");
  CHECK(message(R"({"name": 1, "gpu": 1})", require) ==
        "world.json: x.gpu: unknown key (did you mean 'gpus'?); allowed are name, gpus, pue");
  CHECK(message(R"({"\u001b": 1})", require) ==
        "world.json: x.\\u001b: unknown key; allowed are name, gpus, pue");
}

TEST_CASE("json place: keys that are there are found", "[scenario]") {
  with_place(R"({"a": {"b": 4}, "c": null})", [](const JsonPlace& place) {
    CHECK(place.find("a")->at("b").path() == "x.a.b");
    CHECK(place.find("c")->is_null());
    CHECK_FALSE(place.find("d"));
    return 0;
  });
}

TEST_CASE("json place: a name that is not known is answered with all and the nearest",
          "[scenario]") {
  const auto region = [](const JsonPlace& place) {
    return place.name_of("a region", {"Ireland", "Tokyo"});
  };
  CHECK(with_place("\"Tokyo\"", region) == "Tokyo");
  CHECK(message("\"tokyo\"", region) ==
        "world.json: x = \"tokyo\": is not the name of a region (did you mean 'Tokyo'?); there are "
        "Ireland, Tokyo");
}

TEST_CASE("json place: a long value is cut off in messages between characters", "[scenario]") {
  const std::string head(58, 'a');
  const std::string text = "\"" + head + "\xc3\xbc\xc3\xbc\"";
  CHECK(message(text.c_str(), positive) ==
        "world.json: x = \"" + head + "...: is a text, but must be a number > 0");
}

}  // namespace
}  // namespace bacelab
