#include "analysis/matching/space.hpp"

#include <catch2/catch.hpp>
#include <stdexcept>

namespace bacelab {
namespace {

using Numbers = std::vector<double>;
using Names = std::vector<std::string>;

const std::vector<SpaceAxis> axes_of_space = {
    {"x", FactorRange{0.01, 100, RangeScale::logarithmic}},
    {"n", Numbers{16, 64}},
    {"s", Names{"a", "b", "c"}}};

TEST_CASE("match space: places in ranges and lists", "[matching]") {
  const std::vector<Factor> factors = {{"x", "1", "", Numbers{0.01, 1, 100}},
                                       {"n", "1", "", Numbers{64, 16, 16}},
                                       {"s", "1", "", Names{"c", "a", "b"}}};
  const Places places = places_in(axes_of_space, factors);
  REQUIRE(places.count() == 3);
  CHECK(places.at(0)[0] == 0.0);
  CHECK(places.at(1)[0] == Approx(0.5));
  CHECK(places.at(2)[0] == Approx(1.0));
  CHECK(places.at(0)[1] == 1.0);
  CHECK(places.at(0)[2] == 2.0);
  CHECK_THROWS_AS(places_on(axes_of_space[2], {"s", "1", "", Names{"d"}}), std::invalid_argument);
  CHECK_THROWS_AS(
      places_in(axes_of_space, std::vector<Factor>(factors.begin(), factors.begin() + 2)),
      std::invalid_argument);
}

TEST_CASE("match space: the functions are Legendre polynomials, indicators and products",
          "[matching]") {
  const Basis basis(axes_of_space);
  // 1; x, 2 and 3 indicators; two curves; 1 x 2 + 3 x 3 products.
  REQUIRE(basis.size() == 1 + 6 + 2 + 2 + 9);
  Numbers values(basis.size());
  basis.evaluate(Numbers{1.0, 1.0, 0.0}, values);
  const Numbers firsts = {1, -0.5, 0.5, 2.0 / 3, -1.0 / 3, -1.0 / 3};
  CHECK(values[0] == 1);
  for (std::size_t i = 0; i < 6; ++i) CHECK(values[1 + i] == Approx(firsts[i]));
  CHECK(values[7] == 1);
  CHECK(values[8] == 1);
  CHECK(values[9] == Approx(firsts[1] * firsts[0]));
  CHECK(values[19] == Approx(firsts[5] * firsts[2]));
  CHECK(basis.penalties()[0] == 0);
  CHECK(basis.penalties()[1] < basis.penalties()[7]);
  basis.evaluate(Numbers{0.5, 0.0, 0.0}, values);
  CHECK(values[1] == 0);
  CHECK(values[7] == -0.5);
  CHECK(values[8] == 0);
}

}  // namespace
}  // namespace bacelab
