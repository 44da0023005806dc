#include "experiments/text/message_text.hpp"

#include <catch2/catch.hpp>
#include <string>

namespace bacelab {
namespace {

TEST_CASE("message text: a long text is cut off between characters", "[scenario]") {
  CHECK(shortened("", 3).empty());
  CHECK(shortened("abc", 3) == "abc");
  CHECK(shortened("abcd", 3) == "abc...");
  CHECK(shortened("ab\xc3\xbc", 3) == "ab...");
  CHECK(shortened("a\xe6\x9d\xb1", 3) == "a...");
  CHECK(shortened(std::string(61, 'a')) == std::string(60, 'a') + "...");
}

TEST_CASE("message text: a key is short and fit for a terminal", "[scenario]") {
  CHECK(shown_key("pue") == "pue");
  CHECK(shown_key("").empty());
  CHECK(shown_key("a\x1b[31m\"\x7f\xc2\x85\xc3\xbc") == "a\\u001b[31m\\\"\\u007f\\u0085\\u00fc");
  CHECK(shown_key(std::string(100000, 'k')) == std::string(60, 'k') + "...");
}

}  // namespace
}  // namespace bacelab
