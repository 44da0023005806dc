#include "experiments/worlds/links.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>

namespace bacelab {
namespace {

std::vector<RegionModel> named(std::size_t count) {
  std::vector<RegionModel> regions(count);
  for (std::size_t i = 0; i < count; ++i) regions[i].name = "R" + std::to_string(i);
  return regions;
}

bool contains(const std::vector<LinkEnds>& links, const LinkEnds& wanted) {
  return std::any_of(links.begin(), links.end(), [&](const LinkEnds& link) {
    return link.a == wanted.a && link.b == wanted.b;
  });
}

}  // namespace

TEST_CASE("probability 1 links all pairs, 0 none") {
  CHECK(draw_links(named(40), 1.0, 7).size() == 780);
  CHECK(draw_links(named(40), 0.0, 7).empty());
}

TEST_CASE("about the given part of the pairs is linked, others with another seed") {
  const auto links = draw_links(named(200), 0.1, 1);
  // 19,900 pairs: 4 standard deviations, false alarm below 1e-4 for a seed.
  CHECK(std::abs(static_cast<double>(links.size()) - 1990.0) < 4.0 * std::sqrt(19900.0 * 0.09));
  const auto others = draw_links(named(200), 0.1, 2);
  const auto shared = std::count_if(links.begin(), links.end(),
                                    [&](const LinkEnds& link) { return contains(others, link); });
  CHECK(shared < 300);
}

TEST_CASE("a further region changes no link between the others") {
  const auto few = draw_links(named(30), 0.2, 1);
  auto more = draw_links(named(31), 0.2, 1);
  std::erase_if(more, [](const LinkEnds& link) { return link.b == RegionIndex(30); });
  REQUIRE(few.size() == more.size());
  for (std::size_t i = 0; i < few.size(); ++i) {
    CHECK(few[i].a == more[i].a);
    CHECK(few[i].b == more[i].b);
  }
}

}  // namespace bacelab
