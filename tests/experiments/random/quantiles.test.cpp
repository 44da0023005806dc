#include "experiments/random/quantiles.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

namespace bacelab {

// scipy 1.10: scipy.stats.gamma.ppf(uniform, shape)
TEST_CASE("gamma quantile: as scipy has it, from tiny to huge shapes", "[random]") {
  CHECK(gamma_quantile(0.01, 0.3) == Approx(2.917417191745957e-53).epsilon(1e-9).margin(0));
  CHECK(gamma_quantile(0.01, 0.999) == Approx(1.509084147694745).epsilon(1e-9));
  CHECK(gamma_quantile(0.25, 1e-6) == Approx(6.749697893111697e-25).epsilon(1e-9).margin(0));
  CHECK(gamma_quantile(0.25, 0.3) == Approx(0.005491302474275474).epsilon(1e-9));
  CHECK(gamma_quantile(1.0, 0.3) == Approx(0.3566749439387324).epsilon(1e-12));
  CHECK(gamma_quantile(4.0, 1e-6) == Approx(0.07099239135862108).epsilon(1e-9));
  CHECK(gamma_quantile(4.0, 0.999) == Approx(13.06224077918807).epsilon(1e-12));
  CHECK(gamma_quantile(1e4, 0.3) == Approx(9947.319262019584).epsilon(1e-12));
}

TEST_CASE("gamma quantile: what is too small for a double is 0", "[random]") {
  CHECK(gamma_quantile(0.01, 1e-6) == 0.0);
}

// scipy 1.10: scipy.stats.truncnorm.ppf(uniform, low, high)
TEST_CASE("truncated normal: quantiles as scipy has them, in the middle and in both tails",
          "[random]") {
  const TruncatedNormal middle(-1.0, 2.0);
  CHECK(middle.quantile(0.1) == Approx(-0.7046478210947453).epsilon(1e-12));
  CHECK(middle.quantile(0.5) == Approx(0.17116391801782455).epsilon(1e-12));
  CHECK(middle.quantile(0.9) == Approx(1.2557153641502148).epsilon(1e-12));
  const TruncatedNormal high(6.0, 9.0);
  CHECK(high.quantile(0.1) == Approx(6.01708506265862).epsilon(1e-9));
  CHECK(high.quantile(0.9) == Approx(6.363414284362702).epsilon(1e-9));
  const TruncatedNormal low(-9.0, -6.0);
  CHECK(low.quantile(0.1) == Approx(-6.363414284362702).epsilon(1e-9));
  CHECK(low.quantile(0.9) == Approx(-6.01708506265862).epsilon(1e-9));
}

TEST_CASE("truncated normal: without ends it is the normal distribution", "[random]") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const TruncatedNormal all(-infinity, infinity);
  CHECK(all.mass() == 1.0);
  CHECK(all.quantile(0.975) == Approx(1.959963984540054).epsilon(1e-12));
  CHECK(all.mean_exponential(0.5) == Approx(std::exp(0.125)).epsilon(1e-14));
}

TEST_CASE("truncated normal: never outside of its ends", "[random]") {
  const TruncatedNormal narrow(8.0, 8.0 + 1e-9);
  for (const double uniform : {1e-17, 0.3, 1.0 - 1e-16}) {
    CHECK(narrow.quantile(uniform) >= 8.0);
    CHECK(narrow.quantile(uniform) <= 8.0 + 1e-9);
  }
}

}  // namespace bacelab
