#include "experiments/worlds/arrivals/compound.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/experiments/config/messages.hpp"
#include "tests/experiments/random/sample_tests.hpp"
#include "tests/experiments/worlds/arrivals/arrivals.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

/// The times of batches and their sizes; the last batch, which may be cut, is left out.
struct Batches {
  std::vector<double> times;
  std::vector<double> sizes;
};

Batches batches(const std::vector<double>& times) {
  Batches found;
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (i == 0 || times[i] != times[i - 1]) {
      found.times.push_back(times[i]);
      found.sizes.push_back(0.0);
    }
    ++found.sizes.back();
  }
  found.times.pop_back();
  found.sizes.pop_back();
  return found;
}

}  // namespace

TEST_CASE("compound: batches of geometric size come in a Poisson process", "[worlds][statistics]") {
  const auto process = make_arrivals<CompoundArrivals>("rate_per_hour = 3\nmean_batch = 2.5");
  const auto [times, sizes] = batches(process->times(context_of(), 25000));
  const std::size_t n = sizes.size();
  CHECK(mean_of(sizes) == Approx(2.5).margin(mean_limit(std::sqrt(2.5 * 1.5), n)));
  const auto steps = gaps(times);
  const double mean = 3600.0 * 2.5 / 3.0;
  CHECK(mean_of(steps) == Approx(mean).margin(mean_limit(mean, n)));
  CHECK(kolmogorov_smirnov(steps, [&](double gap) { return exponential_cdf(gap / mean); }) <
        kolmogorov_limit);
  // Sizes 1 to 9 and more, against (1/m)(1 - 1/m)^(s-1): 9 degrees of freedom, 1e-4.
  double chi = 0.0;
  for (int size = 1; size <= 10; ++size) {
    const double p = std::pow(0.6, size - 1) * (size < 10 ? 0.4 : 1.0);
    const double expected = p * static_cast<double>(n);
    const auto count = static_cast<double>(std::count_if(
        sizes.begin(), sizes.end(), [&](double s) { return size < 10 ? s == size : s >= size; }));
    chi += (count - expected) * (count - expected) / expected;
  }
  CHECK(chi < 33.72);
}

TEST_CASE("compound: rate and variation of the gaps of jobs", "[worlds][statistics]") {
  constexpr std::size_t jobs = 20000;
  const auto process = make_arrivals<CompoundArrivals>("load = 0.5\nmean_batch = 2.2");
  const auto sample = gaps(process->times(context_of(), jobs));
  const double mean = 4.0 * 3600.0;
  const double cv = std::sqrt(2.0 * 2.2 - 1.0);
  CHECK(*process->theory(context_of()).gap_cv == Approx(cv));
  CHECK(*process->theory(context_of()).per_second == Approx(1.0 / mean));
  CHECK(mean_of(sample) == Approx(mean).margin(mean_limit(cv * mean, jobs)));
  // Moments of a gap in units of the mean: E[g^2] = 2 m, E[g^4] = 24 m^3.
  std::vector<double> squares;
  for (const double gap : sample) squares.push_back(gap / mean * gap / mean);
  const double deviation = std::sqrt(24.0 * std::pow(2.2, 3) - 4.0 * 2.2 * 2.2);
  CHECK(mean_of(squares) == Approx(2.0 * 2.2).margin(mean_limit(deviation, jobs)));
}

TEST_CASE("compound: batches of one job are a Poisson process, the last batch is cut", "[worlds]") {
  const auto single = make_arrivals<CompoundArrivals>("load = 0.5\nmean_batch = 1");
  const RandomStream stream(context_of().world, "arrivals");
  CHECK(single->times(context_of(), 1)[0] == Approx(4.0 * 3600.0 * stream.exponential(0)));
  const auto huge =
      make_arrivals<CompoundArrivals>("load = 0.5\nmean_batch = 1e6")->times(context_of(), 5);
  CHECK(huge == std::vector<double>(5, huge.front()));
}

TEST_CASE("compound: the first arrivals don't depend on how many there are", "[worlds]") {
  const auto process = make_arrivals<CompoundArrivals>("load = 0.5");
  const auto few = process->times(context_of(), 3);
  const auto many = process->times(context_of(), 300);
  CHECK(std::equal(few.begin(), few.end(), many.begin()));
}

TEST_CASE("compound: a batch has at least one job", "[worlds]") {
  CHECK_THAT(message_of([] { make_arrivals<CompoundArrivals>("load = 1\nmean_batch = 0.9"); }),
             Catch::Contains("mean_batch = 0.9: must be a number in [1, "));
}

}  // namespace bacelab
