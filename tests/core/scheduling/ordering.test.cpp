#include "core/scheduling/ordering.hpp"

#include <catch2/catch.hpp>
#include <vector>

namespace bacelab {

TEST_CASE("positions go by ascending score, equal scores by position") {
  const std::vector<double> scores = {2.0, -1.0, 2.0, 0.0, -1.0};
  std::vector<std::uint32_t> positions = {9, 9};
  sort_by_score(scores, positions);
  CHECK(positions == std::vector<std::uint32_t>{1, 4, 3, 0, 2});
  sort_by_score({}, positions);
  CHECK(positions.empty());
}

}  // namespace bacelab
