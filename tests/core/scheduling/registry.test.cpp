#include "core/scheduling/registry.hpp"

#include <catch2/catch.hpp>
#include <set>
#include <string>

namespace bacelab {
namespace {

template <class Part>
std::set<std::string> names(std::span<const PartInfo<Part>> parts) {
  std::set<std::string> result;
  for (const PartInfo<Part>& part : parts) {
    CHECK(result.insert(std::string(part.name)).second);
    CHECK_FALSE(part.description.empty());
    CHECK(part.make(Parameters{}) != nullptr);
  }
  return result;
}

using Names = std::set<std::string>;

}  // namespace

TEST_CASE("the parts of MODEL.md section 7 are there") {
  CHECK(names(orderings()) == Names{"fcfs", "sjf", "bace"});
  CHECK(names(path_finders()) == Names{"single_cheapest", "single_most_free", "cross_cheapest",
                                       "cross_greedy", "bace", "exhaustive"});
  CHECK(names(allocators()) == Names{"cheapest_first", "path_order"});
}

TEST_CASE("a part is found by its name") {
  REQUIRE(find_part(orderings(), "sjf"));
  CHECK(find_part(orderings(), "sjf")->name == "sjf");
  CHECK(find_part(orderings(), "SJF") == nullptr);
}

TEST_CASE("min_stage_fraction belongs to both bandwidth-aware finders") {
  for (const char* name : {"bace", "exhaustive"}) {
    const auto* part = find_part(path_finders(), name);
    REQUIRE(part->parameters.size() == 1);
    CHECK(part->parameters[0].name == "min_stage_fraction");
    CHECK(part->parameters[0].fallback == 0.5);
  }
  CHECK(find_part(path_finders(), "exhaustive")->max_regions == 8);
  CHECK(find_part(path_finders(), "bace")->max_regions == 0);
}

}  // namespace bacelab
