#include "experiments/worlds/process/two_state_chain.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/experiments/random/sample_tests.hpp"

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

namespace {

using namespace bacelab::testing;
using State = TwoStateChain::State;

constexpr double m1 = 30.0;
constexpr double m2 = 10.0;

TwoStateChain chain_of(std::uint32_t replication) {
  return {RandomStream({1, replication, 0, 0}, "chain"), m1, m2};
}

/// 1 while the chain of a world is in its second state at time t, else 0.
double second_at(std::uint32_t replication, double t) {
  TwoStateChain chain = chain_of(replication);
  while (chain.until_s() <= t) chain.next();
  return chain.state() == State::second ? 1.0 : 0.0;
}

}  // namespace

TEST_CASE("two-state chain: its share of the second state is stationary from time 0",
          "[worlds][statistics]") {
  constexpr std::size_t worlds = 20000;
  for (const double t : {0.0, 3.0, 25.0, 400.0}) {
    INFO("time " << t);
    std::vector<double> second;
    for (std::uint32_t i = 0; i < worlds; ++i) second.push_back(second_at(i, t));
    CHECK(mean_of(second) == Approx(0.25).margin(mean_limit(std::sqrt(0.25 * 0.75), worlds)));
  }
}

// The covariance of the state over a lag t is p (1 - p) e^(-(1/m1 + 1/m2) t).
TEST_CASE("two-state chain: it forgets at the rate of both states together",
          "[worlds][statistics]") {
  constexpr std::size_t worlds = 20000;
  const double p = 0.25;
  for (const double lag : {2.0, 7.5, 20.0}) {
    INFO("lag " << lag);
    std::vector<double> products;
    for (std::uint32_t i = 0; i < worlds; ++i) {
      products.push_back((second_at(i, 0.0) - p) * (second_at(i, lag) - p));
    }
    const double expected = p * (1.0 - p) * std::exp(-(1.0 / m1 + 1.0 / m2) * lag);
    const double deviation = std::sqrt(variance_about(products, mean_of(products)));
    CHECK(mean_of(products) == Approx(expected).margin(mean_limit(deviation, worlds)));
  }
}

TEST_CASE("two-state chain: it stays for exponential times of the mean of each state",
          "[worlds][statistics]") {
  TwoStateChain chain = chain_of(0);
  std::vector<double> stays[2];
  double last = 0.0;
  for (int i = 0; i < 20000; ++i) {
    stays[chain.state() == State::second ? 1 : 0].push_back(chain.until_s() - last);
    last = chain.until_s();
    chain.next();
  }
  CHECK(kolmogorov_smirnov(stays[0], [](double t) { return exponential_cdf(t / m1); }) <
        kolmogorov_limit);
  CHECK(kolmogorov_smirnov(stays[1], [](double t) { return exponential_cdf(t / m2); }) <
        kolmogorov_limit);
}

}  // namespace bacelab
