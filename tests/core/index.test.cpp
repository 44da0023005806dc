#include "core/index.hpp"

#include <catch2/catch.hpp>
#include <type_traits>
#include <vector>

namespace bacelab {

TEST_CASE("indices of different kinds don't mix") {
  CHECK_FALSE((std::is_constructible_v<LinkIndex, RegionIndex>));
  CHECK_FALSE((std::is_convertible_v<std::size_t, RegionIndex>));
  CHECK_FALSE((std::is_invocable_v<decltype([](RegionIndex) {}), JobIndex>));
}

TEST_CASE("an index counts and compares") {
  RegionIndex region;
  CHECK(region.value() == 0);
  ++region;
  CHECK(region == RegionIndex(1));
  CHECK(RegionIndex(1) < RegionIndex(2));
}

TEST_CASE("a table is looked up by its index and ends where its values end") {
  Table<RegionIndex, int> table(std::vector<int>{4, 5});
  table.push_back(6);
  CHECK(table[RegionIndex(2)] == 6);
  CHECK(table.size() == 3);
  int sum = 0;
  for (RegionIndex region; region < table.end_index(); ++region) sum += table[region];
  CHECK(sum == 15);
  table.assign(2, 9);
  CHECK(std::vector<int>(table.begin(), table.end()) == std::vector<int>{9, 9});
  CHECK(Table<RegionIndex, int>().empty());
}

}  // namespace bacelab
