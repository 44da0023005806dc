#include "experiments/random/gamma_quantile.hpp"

#include <catch2/catch.hpp>

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

}  // namespace bacelab
