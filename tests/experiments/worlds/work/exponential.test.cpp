#include "experiments/worlds/work/exponential.hpp"

#include <catch2/catch.hpp>

#include "experiments/config/document.hpp"
#include "tests/experiments/random/sample_tests.hpp"

namespace bacelab {

using namespace bacelab::testing;

TEST_CASE("exponential work: exponential with its mean", "[worlds][statistics]") {
  constexpr std::size_t sample_size = 20000;
  const ExponentialWork work(3.0);
  CHECK(work.mean_hours() == 3.0);
  const RandomStream stream({1, 0, 0, 0}, "work");
  std::vector<double> hours;
  for (std::uint32_t i = 0; i < sample_size; ++i) hours.push_back(work.hours(stream, i));
  CHECK(mean_of(hours) == Approx(3.0).margin(mean_limit(3.0, sample_size)));
  CHECK(kolmogorov_smirnov(hours, [](double h) { return exponential_cdf(h / 3.0); }) <
        kolmogorov_limit);
}

TEST_CASE("exponential work: it is read with its default", "[worlds]") {
  const auto make = [](const char* keys) {
    return ExponentialWork::make(ConfigDocument::parse(keys, "study.toml").root());
  };
  CHECK(make("mean_hours = 2.5")->mean_hours() == 2.5);
  CHECK(make("")->mean_hours() == 8.0);
}

}  // namespace bacelab
