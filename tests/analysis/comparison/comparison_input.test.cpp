#include "analysis/comparison/comparison_input.hpp"

#include <limits>

#include <catch2/catch.hpp>

#include "tests/analysis/comparison/inputs.hpp"

namespace bacelab {

TEST_CASE("whole columns of numbers can be compared", "[comparison]") {
  CHECK_NOTHROW(require_valid(inputs::completion_times(4)));
  CHECK_NOTHROW(require_valid(inputs::completion_times(0)));
}

TEST_CASE("an incomplete run is refused by policy and replication", "[comparison]") {
  ComparisonInput input = inputs::completion_times(4);
  input.replications[2] = 1042;
  input.baselines[1].values[2] = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_WITH(require_valid(input),
                    Catch::Contains("mean_jct of close is nan in replication 1042"));
}

TEST_CASE("columns of different length are refused", "[comparison]") {
  ComparisonInput input = inputs::completion_times(4);
  input.baselines[0].values.pop_back();
  CHECK_THROWS_WITH(require_valid(input), Catch::Contains("slow has 3 values for 4 replications"));
}

TEST_CASE("a policy stands once in a comparison", "[comparison]") {
  ComparisonInput input = inputs::completion_times(4);
  input.baselines[2].policy = "bace";
  CHECK_THROWS_WITH(require_valid(input), Catch::Contains("bace stands twice"));
}

TEST_CASE("a comparison needs a baseline", "[comparison]") {
  ComparisonInput input = inputs::completion_times(4);
  input.baselines.clear();
  CHECK_THROWS_WITH(require_valid(input), Catch::Contains("name a baseline"));
}

}  // namespace bacelab
