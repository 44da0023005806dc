#include "analysis/comparison/remarks.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "analysis/comparison/compare.hpp"
#include "tests/analysis/comparison/inputs.hpp"

namespace bacelab {

TEST_CASE("nothing is remarked where nothing is missing", "[comparison]") {
  CHECK(remarks(compare(inputs::completion_times(32)).baselines[0]).empty());
}

TEST_CASE("what is missing stands together under its reason", "[comparison]") {
  const auto one = remarks(compare(inputs::completion_times(1)).baselines[0]);
  CHECK(one == std::vector<std::string>{
                   "interval of the mean, interval of the difference, interval of the overhead, "
                   "interval of the reduction, p-value, variance reduction: one pair shows no "
                   "spread; two are needed"});
}

TEST_CASE("each reason has its remark", "[comparison]") {
  ComparisonInput input = inputs::completion_times(2);
  input.policy_under_test.values = {0.0, 0.0};
  input.baselines[0].values = {1.0, 1.0};
  const auto found = remarks(compare(input).baselines[0]);
  CHECK(found ==
        std::vector<std::string>{"overhead: the mean of the policy under test is not positive",
                                 "variance reduction: neither policy varies from world to world"});
}

TEST_CASE("baselines of which the same is missing stand together", "[comparison]") {
  ComparisonInput input = inputs::completion_times(2);
  input.baselines[1].values = {0.0, 1.0};
  input.baselines[2].values = {0.0, 3.0};
  const auto found = remarks(compare(input));
  REQUIRE(found.size() == 1);
  CHECK(found[0] ==
        "close, twin: reduction: the 95 % interval of the mean of the baseline reaches "
        "zero");
}

}  // namespace bacelab
