#include "experiments/arithmetic/quantiles.hpp"

#include <catch2/catch.hpp>

namespace bacelab::arithmetic {

// scipy 1.10: scipy.stats.gamma.ppf(uniform, shape)
TEST_CASE("gamma quantile: as scipy has it, from tiny to huge shapes", "[arithmetic][reference]") {
  CHECK(gamma_quantile(0.01, 0.3) == Approx(2.917417191745957e-53).epsilon(1e-9).margin(0));
  CHECK(gamma_quantile(0.01, 0.999) == Approx(1.509084147694745).epsilon(1e-9));
  CHECK(gamma_quantile(0.25, 1e-6) == Approx(6.749697893111697e-25).epsilon(1e-9).margin(0));
  CHECK(gamma_quantile(0.25, 0.3) == Approx(0.005491302474275474).epsilon(1e-9));
  CHECK(gamma_quantile(1.0, 0.3) == Approx(0.3566749439387324).epsilon(1e-12));
  CHECK(gamma_quantile(4.0, 1e-6) == Approx(0.07099239135862108).epsilon(1e-9));
  CHECK(gamma_quantile(4.0, 0.999) == Approx(13.06224077918807).epsilon(1e-12));
  CHECK(gamma_quantile(1e4, 0.3) == Approx(9947.319262019584).epsilon(1e-12));
}

// mpmath 1.3: the root of gammainc(shape, 0, x, regularized=True) = probability, 40 digits
TEST_CASE("gamma quantile: where its series takes over from Boost", "[arithmetic][reference]") {
  CHECK(gamma_quantile(0.01, 0.78) == Approx(9.169239886302228e-12).epsilon(1e-13).margin(0));
  CHECK(gamma_quantile(0.01, 0.8) == Approx(1.153112725949064e-10).epsilon(1e-13).margin(0));
  CHECK(gamma_quantile(0.05, 0.35) == Approx(4.447521569481854e-10).epsilon(1e-13).margin(0));
  CHECK(gamma_quantile(0.1, 0.15) == Approx(3.502025721616283e-9).epsilon(1e-13).margin(0));
  CHECK(gamma_quantile(0.5, 0.0001) == Approx(7.853981675097836e-9).epsilon(1e-13).margin(0));
  CHECK(gamma_quantile(0.5, 0.00012) == Approx(1.130973363819664e-8).epsilon(1e-13).margin(0));
  CHECK(gamma_quantile(2.0, 4e-17) == Approx(8.944271936665826e-9).epsilon(1e-13).margin(0));
  CHECK(gamma_quantile(2.0, 6e-17) == Approx(1.095445119010332e-8).epsilon(1e-13).margin(0));
}

TEST_CASE("gamma quantile: what is too small for a double is 0", "[arithmetic]") {
  CHECK(gamma_quantile(0.01, 1e-6) == 0.0);
}

// scipy 1.10: scipy.stats.norm, scipy.stats.t, scipy.stats.binom
TEST_CASE("normal, Student's and binomial quantiles: as scipy has them",
          "[arithmetic][reference]") {
  CHECK(normal_cdf(1.0) == Approx(0.8413447460685429).epsilon(1e-12).margin(0));
  CHECK(normal_cdf(-8.0) == Approx(6.22096057427174e-16).epsilon(1e-12).margin(0));
  CHECK(normal_quantile(0.025) == Approx(-1.9599639845400545).epsilon(1e-12).margin(0));
  CHECK(normal_quantile(1e-12) == Approx(-7.034483825301131).epsilon(1e-12).margin(0));
  CHECK(normal_upper_quantile(1e-300) == Approx(37.0470962993612).epsilon(1e-12).margin(0));
  CHECK(student_upper_quantile(0.005, 29.0) == Approx(2.756385903670335).epsilon(1e-10).margin(0));
  CHECK(student_upper_quantile(0.4, 3.0) == Approx(0.27667066230490933).epsilon(1e-9).margin(0));
  CHECK(student_upper_quantile(1e-06, 1000.0) ==
        Approx(4.781608620455028).epsilon(1e-10).margin(0));
  CHECK(student_upper_tail(2.0, 1.0) == Approx(0.1475836176504332).epsilon(1e-12).margin(0));
  CHECK(student_upper_tail(1.5, 10.0) == Approx(0.08225366322272008).epsilon(1e-12).margin(0));
  CHECK(student_upper_tail(0.1, 1000000.0) == Approx(0.4601721727460216).epsilon(1e-12).margin(0));
  CHECK(student_upper_tail(40.0, 12.0) == Approx(1.9256147903860184e-14).epsilon(1e-12).margin(0));
  CHECK(binomial_quantile(100.0, 0.5, 0.025) == 40.0);
  CHECK(binomial_upper_quantile(100.0, 0.5, 0.025) == 60.0);
  CHECK(binomial_quantile(1000.0, 0.95, 0.005) == 931.0);
  CHECK(binomial_upper_quantile(1000.0, 0.95, 0.005) == 967.0);
  CHECK(binomial_quantile(20.0, 0.1, 0.5) == 2.0);
  CHECK(binomial_upper_quantile(20.0, 0.1, 0.5) == 2.0);
}

// The distributions have closed forms: tan(pi (p - 1/2)) and (2 p - 1) / sqrt(2 p (1 - p)).
TEST_CASE("Student's quantiles for one and two degrees of freedom", "[arithmetic][reference]") {
  CHECK(student_upper_quantile(0.025, 1.0) == Approx(12.706204736174706).epsilon(1e-14));
  CHECK(student_upper_quantile(0.025, 2.0) == Approx(4.302652729749464).epsilon(1e-14));
}

}  // namespace bacelab::arithmetic
