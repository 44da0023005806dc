#include "experiments/box/text_list.hpp"

#include <catch2/catch.hpp>
#include <stdexcept>

namespace bacelab {
namespace {

using Texts = std::vector<std::string>;

TEST_CASE("text list: texts come back", "[results]") {
  for (const Texts& texts : {Texts{}, Texts{""}, Texts{"a \"b\"; c", "µ"}}) {
    CHECK(text_list_from(text_list(texts)) == texts);
  }
  CHECK(text_list(Texts{"a", "b"}) == R"(["a","b"])");
  CHECK_NOTHROW(text_list(Texts{"caf\xe9"}));
}

TEST_CASE("text list: any other text is refused", "[results]") {
  for (const char* text : {"", "a", "[1]", "{}", "[\"a\""}) {
    CHECK_THROWS_AS(text_list_from(text), std::invalid_argument);
  }
}

}  // namespace
}  // namespace bacelab
