#include "experiments/worlds/moments.hpp"

#include <catch2/catch.hpp>

namespace bacelab {

TEST_CASE("moments: of products, sums and multiples of independent quantities", "[worlds]") {
  // Two fair coins: 1 or 3 (mean 2, variance 1), 0 or 4 (mean 2, variance 4).
  const Moments a = {2.0, 1.0};
  const Moments b = {2.0, 4.0};
  CHECK(product(a, b).mean == 4.0);  // 0, 0, 4, 12
  CHECK(product(a, b).variance == 24.0);
  CHECK(sum(a, b).mean == 4.0);
  CHECK(sum(a, b).variance == 5.0);
  CHECK(scaled(b, -0.5).mean == -1.0);
  CHECK(scaled(b, -0.5).variance == 1.0);
}

TEST_CASE("moments: of a quantity with two values", "[worlds]") {
  const Moments coin = two_values(0.0, 4.0, 0.25);
  CHECK(coin.mean == 1.0);
  CHECK(coin.variance == 3.0);
}

}  // namespace bacelab
