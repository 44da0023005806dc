#include "experiments/text/bounds.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <stdexcept>

using namespace bacelab;

TEST_CASE("open ends are left out, closed ends belong to the bounds", "[config]") {
  CHECK_FALSE(Bounds::positive().contain(0));
  CHECK(Bounds::positive().contain(std::numeric_limits<double>::denorm_min()));
  CHECK(Bounds::non_negative().contain(0));
  CHECK_FALSE(Bounds::above(2).contain(2));
  CHECK(Bounds::at_least(2).contain(2));
  CHECK_FALSE(Bounds::below(2).contain(2));
  CHECK(Bounds::at_most(2).contain(2));
  CHECK_FALSE(Bounds::at_most(2).contain(2.1));
  CHECK((Bounds::between(1, 2).contain(1) && Bounds::between(1, 2).contain(2)));
  CHECK_FALSE((Bounds::open(1, 2).contain(1) || Bounds::open(1, 2).contain(2)));
  CHECK((!Bounds::left_open(1, 2).contain(1) && Bounds::left_open(1, 2).contain(2)));
  CHECK((Bounds::right_open(1, 2).contain(1) && !Bounds::right_open(1, 2).contain(2)));
  CHECK((Bounds::fraction().contain(0) && Bounds::fraction().contain(1)));
}

TEST_CASE("NaN and infinities lie in no bounds", "[config]") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  CHECK_FALSE(Bounds::any().contain(std::numeric_limits<double>::quiet_NaN()));
  CHECK_FALSE(Bounds::any().contain(infinity));
  CHECK_FALSE(Bounds::any().contain(-infinity));
  CHECK_FALSE(Bounds::positive().contain(infinity));
  CHECK_FALSE(Bounds::at_most(1).contain(-infinity));
  CHECK(Bounds::any().contain(std::numeric_limits<double>::max()));
}

TEST_CASE("bounds are told in words", "[config]") {
  CHECK(Bounds::any().text("a number") == "a number");
  CHECK(Bounds::positive().text("a number") == "a number > 0");
  CHECK(Bounds::at_least(1).text("an integer") == "an integer >= 1");
  CHECK(Bounds::below(0.5).text("a number") == "a number < 0.5");
  CHECK(Bounds::at_most(-3).text("a number") == "a number <= -3");
  CHECK(Bounds::fraction().text("a number") == "a number in [0, 1]");
  CHECK(Bounds::open(0, 1).text("a number") == "a number in (0, 1)");
  CHECK(Bounds::left_open(0, 1).text("a number") == "a number in (0, 1]");
  CHECK(Bounds::right_open(0, 1).text("a number") == "a number in [0, 1)");
}

TEST_CASE("a unit goes with the bounds and changes nothing else", "[config]") {
  const Bounds hours = Bounds::between(0, 24).in("h");
  CHECK(hours.unit() == "h");
  CHECK(hours.text("a number") == "a number in [0, 24]");
  CHECK(hours.contain(24));
  CHECK(Bounds::between(0, 24).unit().empty());
}

TEST_CASE("bounds between which no number lies are a mistake of the program", "[config]") {
  CHECK_THROWS_AS(Bounds::between(2, 1), std::logic_error);
  CHECK_THROWS_AS(Bounds::left_open(1, 1), std::logic_error);
  CHECK_THROWS_AS(Bounds::between(0, std::numeric_limits<double>::quiet_NaN()), std::logic_error);
  CHECK_NOTHROW(Bounds::between(1, 1));
}
