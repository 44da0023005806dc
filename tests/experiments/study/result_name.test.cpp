#include "experiments/study/result_name.hpp"

#include <catch2/catch.hpp>

#include "experiments/config/document.hpp"
#include "tests/experiments/config/messages.hpp"

namespace bacelab {

TEST_CASE("result name: what a results file can hold", "[study]") {
  const ConfigSection section = ConfigDocument::parse("key = 1", "study.toml").root();
  for (const char* name : {"bace", "network.scale", "my-own_2", "µ", "templates.\"a.b\".hidden"}) {
    INFO(name);
    CHECK_NOTHROW(require_result_name(section, "key", name));
  }
  for (const char* name : {"", ".", "a b", "a/b", "a\tb"}) {
    INFO(name);
    CHECK(message_of([&] { require_result_name(section, "key", name); }) ==
          std::string("study.toml:1: key = 1: '") + name +
              "' can't be a name in the results file; allowed: names without blanks and slashes");
  }
}

}  // namespace bacelab
