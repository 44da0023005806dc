#include "app/cli/command_line.hpp"

#include <catch2/catch.hpp>

namespace bacelab {

TEST_CASE("words make a line that a shell takes apart as they were", "[app]") {
  CHECK(command_line(std::vector<std::string>{"bacelab", "run", "my study.toml", "it's", ""}) ==
        "bacelab run 'my study.toml' 'it'\\''s' ''");
  CHECK(command_line({}).empty());
}

TEST_CASE("the program knows the words that started it", "[app]") {
  REQUIRE_FALSE(command_words().empty());
  CHECK(command_words().front().find("test") != std::string::npos);
}

TEST_CASE("a stopped run goes on by --resume and never by --force", "[app]") {
  CHECK(continuation_of({"bacelab", "run", "a.toml"}) == "bacelab run a.toml --resume");
  CHECK(continuation_of({"bacelab", "run", "a.toml", "--resume", "-q"}) ==
        "bacelab run a.toml --resume -q");
  CHECK(continuation_of({"bacelab", "run", "--force", "a.toml"}) == "bacelab run a.toml --resume");
  // A name that holds the word stays what it is.
  CHECK(continuation_of({"bacelab", "run", "-o", "by --force.h5", "--force", "a.toml"}) ==
        "bacelab run -o 'by --force.h5' a.toml --resume");
}

}  // namespace bacelab
