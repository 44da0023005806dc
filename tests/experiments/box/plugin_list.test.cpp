#include "experiments/box/plugin_list.hpp"

#include <catch2/catch.hpp>
#include <stdexcept>

namespace bacelab {
namespace {

using Plugins = std::vector<PluginFile>;

TEST_CASE("plugin list: plugins come back", "[results]") {
  const Plugins two = {{"lib/a.so", "xxh3:0123456789abcdef", "1.0 \"beta\""},
                       {"b.py", "xxh3:fedcba9876543210", ""}};
  for (const Plugins& plugins : {Plugins{}, two}) {
    CHECK(plugin_list_from(plugin_list(plugins)) == plugins);
  }
  CHECK(plugin_list({two[1]}) ==
        R"([{"file":"b.py","hash":"xxh3:fedcba9876543210","version":""}])");
  CHECK_NOTHROW(plugin_list({{"caf\xe9", "", "caf\xe9"}}));
}

TEST_CASE("plugin list: any other text is refused", "[results]") {
  for (const char* text : {"", "a", "[1]", R"([{"file":"b.py"}])", "[{}"}) {
    CHECK_THROWS_AS(plugin_list_from(text), std::invalid_argument);
  }
}

}  // namespace
}  // namespace bacelab
