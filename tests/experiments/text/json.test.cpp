#include "experiments/text/json.hpp"

#include <rapidcheck/catch.h>

#include <bit>
#include <catch2/catch.hpp>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>

#include "experiments/text/json_place.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

using config::json_quoted;

std::string json_message(std::string_view text) {
  return message_of([&] { JsonDocument(text, "world.json"); });
}

double number_of(const std::string& text) {
  return JsonDocument(text, "world.json").root().number(Bounds::any());
}

std::string nested(std::size_t lists) {
  return std::string(lists, '[') + "1" + std::string(lists, ']');
}

TEST_CASE("json: a document gives its outermost value", "[scenario]") {
  const JsonDocument document("\xef\xbb\xbf {\"a\": [1, 2.5]}\n", "world.json");
  CHECK(document.root().path().empty());
  CHECK(document.root().at("a").numbers(Bounds::any()) == std::vector{1.0, 2.5});
}

TEST_CASE("json: a syntax error has its file and line and column", "[scenario]") {
  CHECK_THAT(json_message("{\"a\": 1,\n  \"b\" 2}"),
             Catch::StartsWith("world.json:2:7: this is not JSON: syntax error"));
  CHECK_THAT(json_message(""), Catch::StartsWith("world.json:1:1: this is not JSON"));
  CHECK_THAT(json_message("[1]\n\n]"), Catch::StartsWith("world.json:3:1: this is not JSON"));
  for (const char* text : {"{", "[1,]", "{\"a\" 1}", "nan", "[Infinity]", "01", "'a'", "{a: 1}"}) {
    INFO(text);
    CHECK_THAT(json_message(text), Catch::Contains("this is not JSON"));
  }
}

TEST_CASE("json: bytes that a terminal might not show are not part of a message", "[scenario]") {
  for (const char* text : {"[\"a\xff\"]", "[\"a\x1b[31m\"]", "\xc3\xa9", "[\"a\x7f"}) {
    const std::string what = json_message(text);
    CHECK_THAT(what, Catch::StartsWith("world.json:1:"));
    for (const char c : what) CHECK((c >= ' ' && c <= '~'));
  }
}

TEST_CASE("json: messages are short whatever the file", "[scenario]") {
  const std::string many(100000, 'a');
  for (const std::string& text :
       {"[\"" + many, "\"" + many + "\xff\"", "[1e999" + std::string(100000, '0') + "]",
        "{\"" + many + "\": 1, \"" + many + "\": 1}"}) {
    const std::string what = json_message(text);
    CHECK_FALSE(what.empty());
    CHECK(what.size() < 300);
  }
}

TEST_CASE("json: a key given twice is refused with its path", "[scenario]") {
  const std::string rest = ": the key is given twice; it may stand once in an object";
  CHECK(json_message(R"({"a": 1, "a": 1})") == "world.json: a" + rest);
  CHECK(json_message(R"({"b": 0, "a": [{"c": 1}, [2], {"d": {"e": 1, "f": [], "e": 2}}]})") ==
        "world.json: a[2].d.e" + rest);
  CHECK(json_message(R"({"a": {"a": [{"a": 1}, {"a": 1}]}, "b": {"a": 1}})").empty());
}

TEST_CASE("json: lists and objects nest at most 64 deep", "[scenario]") {
  const std::string rest =
      "...: lists and objects are nested more than 64 deep; nothing in this file needs that";
  std::string lists = "world.json: ";
  for (int i = 0; i < 20; ++i) lists += "[0]";
  CHECK(json_message(nested(64)).empty());
  CHECK(json_message(nested(65)) == lists + rest);
  CHECK(json_message(std::string(1000000, '[')) == lists + rest);
  std::string objects = "{\"b\":1,";
  for (int i = 0; i < 200000; ++i) objects += "\"a\":{";
  CHECK_THAT(json_message(objects),
             Catch::StartsWith("world.json: a.a.a.a.") && Catch::EndsWith(rest));
}

TEST_CASE("json: a number too large to be read is named", "[scenario]") {
  CHECK(json_message("{\"a\": 1e999}") ==
        "world.json: a: the number '1e999' is too large; at most 1.7976931348623157e+308 can be "
        "read");
}

TEST_CASE("json: numbers are read to the last bit", "[scenario]") {
  CHECK(number_of("0.30000000000000004") == 0.1 + 0.2);
  CHECK(number_of("5e-324") == 5e-324);
  CHECK(number_of("18446744073709551615") == 0x1p64);
  CHECK(number_of("-9007199254740993") == -9007199254740992.0);
  CHECK(std::signbit(number_of("-0.0")));
}

TEST_CASE("json: any double in its shortest form is read to the last bit", "[scenario]") {
  rc::prop("the same bits", [](std::uint64_t bits) {
    const double value = std::bit_cast<double>(bits);
    RC_PRE(std::isfinite(value) && value != 0.0);
    char text[40] = {};
    std::to_chars(text, text + sizeof text, value);
    RC_ASSERT(number_of(text) == value);
  });
}

TEST_CASE("json: a text is quoted so that it reads back", "[scenario]") {
  CHECK(json_quoted("Zürich \"west\"\\") == R"("Zürich \"west\"\\")");
  rc::prop("every ASCII text", [] {
    const auto text = *rc::gen::nonEmpty(rc::gen::container<std::string>(
        rc::gen::map(rc::gen::inRange(0, 128), [](int c) { return static_cast<char>(c); })));
    RC_ASSERT(JsonDocument(json_quoted(text), "world.json").root().text() == text);
  });
}

TEST_CASE("json: a text that is not UTF-8 can't be written", "[scenario]") {
  CHECK(message_of([] { json_quoted("T\xff kyo"); }) ==
        "'\"T\\ufffd kyo\"': the name is not valid UTF-8, which a JSON file must be");
}

}  // namespace
}  // namespace bacelab
