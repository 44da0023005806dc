#include "experiments/worlds/modulation/lognormal_ar1.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "experiments/text/document.hpp"
#include "tests/experiments/random/sample_tests.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

constexpr double sigma = 0.5;
constexpr double tau = 3.0;
constexpr double delta = 1.0;
const double phi = std::exp(-delta / tau);

/// The factors of the first `steps` pieces of a world.
std::vector<double> factors(std::uint32_t replication, std::size_t steps,
                            const std::string& link = "A\nB") {
  const LognormalAr1 model(sigma, tau, delta);
  const auto pieces = model.make({{1, replication, 0, 0}, "bandwidth", link, {}});
  std::vector<double> values;
  for (std::size_t i = 0; i < steps; ++i) values.push_back(pieces->next().factor);
  return values;
}

/// z of a factor exp(z - sigma^2 / 2).
double log_of(double factor) { return std::log(factor) + 0.5 * sigma * sigma; }

/// z / sigma at one step over many worlds: independent standard normals.
std::vector<double> scaled_at(std::size_t step, std::size_t worlds) {
  std::vector<double> values;
  for (std::uint32_t i = 0; i < worlds; ++i) {
    values.push_back(log_of(factors(i, step + 1)[step]) / sigma);
  }
  return values;
}

}  // namespace

// Over worlds the values are independent, so that plain limits hold; over one long series they are
// not.
TEST_CASE("AR(1): stationary from the beginning", "[worlds][statistics]") {
  constexpr std::size_t worlds = 20000;
  for (const std::size_t step : {0U, 1U, 7U}) {
    INFO("step " << step);
    const auto z = scaled_at(step, worlds);
    CHECK(mean_of(z) == Approx(0.0).margin(mean_limit(1.0, worlds)));
    CHECK(variance_about(z, 0.0) == Approx(1.0).margin(mean_limit(std::sqrt(2.0), worlds)));
    CHECK(kolmogorov_smirnov(z, normal_cdf) < kolmogorov_limit);
  }
}

TEST_CASE("AR(1): the mean factor is 1", "[worlds][statistics]") {
  constexpr std::size_t worlds = 20000;
  std::vector<double> last;
  for (std::uint32_t i = 0; i < worlds; ++i) last.push_back(factors(i, 4)[3]);
  const double deviation = std::sqrt(std::expm1(sigma * sigma));
  CHECK(mean_of(last) == Approx(1.0).margin(mean_limit(deviation, worlds)));
}

TEST_CASE("AR(1): the correlation over a lag is exp(-lag / tau)", "[worlds][statistics]") {
  constexpr std::size_t worlds = 20000;
  const auto first = scaled_at(0, worlds);
  for (const std::size_t lag : {1U, 2U, 5U}) {
    INFO("lag " << lag);
    const double expected = std::exp(-static_cast<double>(lag) * delta / tau);
    // The product of two standard normals with correlation r has variance 1 + r^2.
    const double deviation = std::sqrt(1.0 + expected * expected);
    CHECK(correlation(first, scaled_at(lag, worlds), 0.0, 1.0) ==
          Approx(expected).margin(mean_limit(deviation, worlds)));
  }
}

TEST_CASE("AR(1): it moves by independent innovations", "[worlds][statistics]") {
  constexpr std::size_t steps = 20000;
  const auto series = factors(0, steps + 2);
  std::vector<double> innovations;
  for (std::size_t i = 1; i < series.size(); ++i) {
    innovations.push_back((log_of(series[i]) - phi * log_of(series[i - 1])) /
                          (sigma * std::sqrt(1.0 - phi * phi)));
  }
  CHECK(kolmogorov_smirnov(innovations, normal_cdf) < kolmogorov_limit);
  std::vector<double> later(innovations.begin() + 1, innovations.end());
  innovations.pop_back();
  CHECK(std::abs(correlation(innovations, later, 0.0, 1.0)) < correlation_limit(steps));
}

TEST_CASE("AR(1): links fluctuate independently", "[worlds][statistics]") {
  constexpr std::size_t worlds = 5000;
  std::vector<double> ab;
  std::vector<double> ac;
  for (std::uint32_t i = 0; i < worlds; ++i) {
    ab.push_back(log_of(factors(i, 1, "A\nB")[0]) / sigma);
    ac.push_back(log_of(factors(i, 1, "A\nC")[0]) / sigma);
  }
  CHECK(std::abs(correlation(ab, ac, 0.0, 1.0)) < correlation_limit(worlds));
}

TEST_CASE("AR(1): pieces follow each other step by step", "[worlds]") {
  const auto pieces = LognormalAr1(0.1, 100.0, 7.5).make({{}, "bandwidth", "A\nB", {}});
  CHECK(pieces->next().until_s == 7.5);
  CHECK(pieces->next().until_s == 15.0);
  CHECK(pieces->next().until_s == 22.5);
}

TEST_CASE("AR(1): read in hours, and absent without a deviation", "[worlds]") {
  const auto read = [](const char* keys) {
    return LognormalAr1::read(ConfigDocument::parse(keys, "study.toml").root());
  };
  CHECK(read("") == nullptr);
  CHECK(read("sigma = 0") == nullptr);
  const ModulationOwner owner = {{1, 0, 0, 0}, "bandwidth", "A\nB", {}};
  const auto given = read("sigma = 0.2\ncorrelation_hours = 2\nstep_hours = 0.5")->make(owner);
  const auto same = LognormalAr1(0.2, 7200.0, 1800.0).make(owner);
  for (int i = 0; i < 3; ++i) {
    const auto piece = given->next();
    const auto expected = same->next();
    CHECK(piece.factor == expected.factor);
    CHECK(piece.until_s == expected.until_s);
  }
  CHECK(read("sigma = 0.2")->make(owner)->next().until_s == 3600.0);
}

}  // namespace bacelab
