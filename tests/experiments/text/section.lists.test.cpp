#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "experiments/text/document.hpp"
#include "tests/experiments/text/messages.hpp"
#include "tests/experiments/text/parse_study.hpp"

using namespace bacelab;
using Texts = std::vector<std::string>;

namespace {

std::string numbers_message(const std::string& value) {
  return message_of(
      [&] { parse_study("x = " + value).root().numbers("x", {}, Bounds::positive(), ""); });
}

}  // namespace

TEST_CASE("lists are read in their order", "[config]") {
  const ConfigSection root =
      parse_study("n = [2, 0.5]\ni = [3, 1]\nt = [\"b\", \"a\", \"b\"]").root();
  CHECK(root.numbers("n", {}, Bounds::any(), "") == std::vector<double>{2, 0.5});
  CHECK(root.integers("i", {}, Bounds::any(), "") == std::vector<std::int64_t>{3, 1});
  CHECK(root.texts("t", {}, "") == Texts{"b", "a", "b"});
  CHECK(root.choices("t", {}, {"a", "b", "c"}, "") == Texts{"b", "a", "b"});
}

TEST_CASE("a missing list is the fallback, which may be none", "[config]") {
  const ConfigSection root = parse_study("").root();
  CHECK(root.numbers("n", {1.5}, Bounds::any(), "") == std::vector<double>{1.5});
  CHECK(root.numbers("m", {}, Bounds::any(), "").empty());
  CHECK(root.texts("t", {"a"}, "") == Texts{"a"});
}

TEST_CASE("an empty list is refused", "[config]") {
  CHECK(numbers_message("[]") ==
        "study.toml:1: x = []: is empty, but must be a list, each element a number > 0");
}

TEST_CASE("a single value where a list is wanted is refused", "[config]") {
  CHECK(numbers_message("3") ==
        "study.toml:1: x = 3: is an integer, but must be a list, each element a number > 0");
}

TEST_CASE("a wrong element is refused with its index and its line", "[config]") {
  CHECK(numbers_message("[1, -2]") == "study.toml:1: x[1] = -2: must be a number > 0");
  CHECK(numbers_message("[1,\n 2,\n \"a\"]") ==
        "study.toml:3: x[2] = \"a\": is a text, but must be a number > 0");
  CHECK(numbers_message("[1, [2]]") ==
        "study.toml:1: x[1] = [2]: is a list, but must be a number > 0");
  CHECK(numbers_message("[nan]") ==
        "study.toml:1: x[0] = nan: NaN and infinities are never allowed; must be a number > 0");
  CHECK(message_of([&] { parse_study("x = [1.0]").root().integers("x", {}, Bounds::any(), ""); }) ==
        "study.toml:1: x[0] = 1.0: is a number, but must be an integer (write 1)");
  CHECK(message_of([&] { parse_study("x = [\"bcae\"]").root().choices("x", {}, {"bace"}, ""); }) ==
        "study.toml:1: x[0] = \"bcae\": must be one of bace (did you mean 'bace'?)");
}

TEST_CASE("repeated texts are refused if asked for", "[config]") {
  const ConfigSection root = parse_study("x = [\"a\", \"b\",\n\"a\"]").root();
  const std::string refusal = "study.toml:2: x[2] = \"a\": is given twice; each may stand once";
  CHECK(message_of([&] { root.texts("x", {}, "", Repeats::refused); }) == refusal);
  CHECK(message_of([&] { root.choices("x", {}, {"a", "b"}, "", Repeats::refused); }) == refusal);
  CHECK(message_of([&] { root.texts("x", {}, ""); }).empty());
}

TEST_CASE("the fallback of a list is checked like a value", "[config]") {
  CHECK(message_of([&] {
          parse_study("").root().numbers("x", {1, -1}, Bounds::positive(), "");
        }) == "study.toml: x[1] (not set; default -1.0): must be a number > 0");
}
