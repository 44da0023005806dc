#include "experiments/worlds/import/price_gaps.hpp"

#include <catch2/catch.hpp>

#include "core/no_value.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {

TEST_CASE("price gaps: lines, holds, and what is before and after", "[import]") {
  const std::vector<double> with_gaps = {no_value, 1.0, no_value, no_value, 4.0, no_value};
  auto line = with_gaps;
  CHECK(
      fill_gaps(line, 0, PriceFill::linear, "GB", "a.csv") ==
      "GB: 0 hours negative, 4 hours missing (at most 2 in a row), filled by a line between their "
      "neighbours");
  CHECK(line == std::vector<double>{1.0, 1.0, 2.0, 3.0, 4.0, 4.0});
  auto hold = with_gaps;
  fill_gaps(hold, 0, PriceFill::hold, "GB", "a.csv");
  CHECK(hold == std::vector<double>{1.0, 1.0, 1.0, 1.0, 4.0, 4.0});
}

TEST_CASE("price gaps: refused", "[import]") {
  std::vector<double> prices = {1.0, no_value, 2.0};
  CHECK(message_of([&] { fill_gaps(prices, 24, PriceFill::refuse, "GB", "a.csv"); }) ==
        "a.csv: 'GB' has no price of 1970-01-02 01:00; allowed: --fill linear or --fill hold");
  std::vector<double> none = {no_value};
  CHECK(message_of([&] { fill_gaps(none, 0, PriceFill::hold, "GB", "a.csv"); }) ==
        "a.csv: 'GB' has no price");
}

}  // namespace bacelab
