#include "experiments/text/document.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "tests/experiments/text/messages.hpp"

using namespace bacelab;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace {

std::string parse_message(const std::string& text) {
  return message_of([&] { ConfigDocument::parse(text, "study.toml"); });
}

/// `text` again and again behind `start`.
std::string repeated(const std::string& start, const std::string& text, int times) {
  std::string result = start;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

}  // namespace

TEST_CASE("text that is not TOML is refused with file, line, column and reason", "[config]") {
  CHECK(parse_message("a = 1\nb =\n") ==
        "study.toml:2:4: not valid TOML: error while parsing key-value pair: expected value, saw "
        "'\\n'");
  CHECK_THAT(parse_message("this is prose, not a study"), StartsWith("study.toml:1:6: not valid"));
  CHECK_THAT(parse_message("{\"name\": \"json\"}"), StartsWith("study.toml:1:1: not valid TOML:"));
  CHECK_THAT(parse_message(std::string("\x89HDF\r\n\0\1", 8)), StartsWith("study.toml:1:1: "));
  CHECK_THAT(parse_message("[network"), StartsWith("study.toml:1:9: not valid TOML:"));
}

TEST_CASE("invalid UTF-8 is refused", "[config]") {
  CHECK_THAT(parse_message("a = \"\xff\xfe\""), Contains("invalid utf-8"));
  CHECK(parse_message("a = \"M\xc3\xbcnchen\"").empty());
}

TEST_CASE("duplicate keys and tables are refused", "[config]") {
  CHECK_THAT(parse_message("a = 1\na = 2\n"),
             StartsWith("study.toml:2:") && Contains("cannot redefine existing integer 'a'"));
  CHECK_THAT(parse_message("[t]\n[t]\n"), Contains("cannot redefine existing table 't'"));
}

TEST_CASE("nesting without end is refused before it exhausts the stack", "[config]") {
  CHECK_THAT(parse_message(repeated("a = ", "[", 100000)), Contains("study.toml:1"));
  CHECK(parse_message(repeated("b = 1\na = ", "[", 100) + repeated("", "]", 100)) ==
        "study.toml:2: nests too deep; allowed: 64 levels");
  CHECK(parse_message(repeated("\n[a", ".a", 1000000) + "]") ==
        "study.toml:2: nests too deep; allowed: 64 levels");
  CHECK(parse_message(repeated("a", " . a", 100000) + " = 1") ==
        "study.toml:1: nests too deep; allowed: 64 levels");
}

TEST_CASE("quoted keys can't nest without end, whatever stands in them or before them",
          "[config]") {
  const auto refused_at = [](int line) {
    return "study.toml:" + std::to_string(line) + ": nests too deep; allowed: 64 levels";
  };
  for (const std::string key : {"\"x y\"", "'='", "\"#\"", "\"\\\" \"", "\"\"", "'\"'"}) {
    INFO(key);
    CHECK(parse_message(repeated(key, "." + key, 100000) + " = 1") == refused_at(1));
    CHECK(parse_message(repeated("[" + key, " . " + key, 100000) + "]") == refused_at(1));
  }
  const std::string deep = repeated("'x y'", ".'x y'", 100000) + " = 1";
  CHECK(parse_message("# don't \"\"\"\n" + deep) == refused_at(2));
  CHECK(parse_message("a = \"\\\"'\"\n" + deep) == refused_at(2));
  CHECK(parse_message("a = {b = \"\"\"\nit's\"\"\"\"\", " + deep + "}") == refused_at(2));
  CHECK(parse_message("a = {b = '''\n\\''', " + deep + "}") == refused_at(2));
}

TEST_CASE("many dots that nest nothing are allowed", "[config]") {
  CHECK(parse_message(repeated("# ", "One sentence. ", 100)).empty());
  CHECK(parse_message(repeated("#", " ..", 50)).empty());
  CHECK(parse_message(repeated("a = [", "0.5, ", 100) + "]").empty());
  CHECK(parse_message(repeated("a = \"", "../", 100) + "\"").empty());
  CHECK(parse_message(repeated("a = \"a", ".a", 100) + "\"").empty());
  CHECK(parse_message(repeated("a = '''\n'a", ".a", 100) + "'''").empty());
  CHECK(parse_message(repeated("# a", ".a", 100) + "\na = 1").empty());
  CHECK(parse_message(repeated("[a", ".a", 60) + "]").empty());
}

TEST_CASE("an empty file is an empty document", "[config]") {
  ConfigDocument document = ConfigDocument::parse("", "study.toml");
  document.require_all_used();
  CHECK(document.resolved().empty());
  CHECK(document.options().empty());
}
