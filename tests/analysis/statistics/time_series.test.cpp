#include "analysis/statistics/time_series.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "tests/analysis/statistics/paired_reference.hpp"

namespace bacelab {

TEST_CASE("batch means agree with numpy", "[statistics][reference]") {
  for (const auto& expected : reference::cases("long_run")) {
    INFO(expected.name);
    const auto& series = expected.list("series");
    const BatchMeans result = batch_means(series, 20, 0.95);
    CHECK(result.batch_size == series.size() / 20);
    CHECK(result.mean.value.value() == reference::near(expected.number("mean")));
    CHECK(result.mean.interval.value().lower == reference::near(expected.number("mean_lower")));
    CHECK(result.mean.interval.value().upper == reference::near(expected.number("mean_upper")));
    CHECK(result.correlation.value() == reference::near(expected.number("correlation")));
  }
}

TEST_CASE("batch means leave out observations of the beginning that fill no batch",
          "[statistics]") {
  std::vector<double> series(25, 1.0);
  for (std::size_t i = 0; i < 5; ++i) series[i] = 1000.0;
  const BatchMeans result = batch_means(series, 10, 0.95);
  CHECK(result.mean.interval.value() == Interval{1.0, 1.0});
  CHECK(result.correlation.reason() == "all batches have the same mean");
}

TEST_CASE("batch means need long batches, and enough of them", "[statistics]") {
  const std::vector<double> series(19, 1.0);
  CHECK(batch_means(series, 10, 0.95).mean.value.reason() ==
        "19 observations are too few for 10 batches");
  CHECK_THROWS_AS(batch_means(series, 9, 0.95), std::invalid_argument);
}

TEST_CASE("batch means hold the mean of a process with a memory in about 95 %",
          "[statistics][coverage]") {
  // An autoregressive process, phi = 0.8, in 20 batches of 100; 1000 runs with fixed seeds. A naive
  // interval would hold the mean in about 49 %. The share is more than 0.03 from 0.945 with
  // probability 3e-5 where the coverage is at least 0.94.
  std::mt19937_64 generator(11);
  std::normal_distribution<double> normal;
  int hits = 0;
  std::vector<double> series(2000);
  for (int run = 0; run < 1000; ++run) {
    double x = normal(generator) / 0.6;
    for (double& value : series) value = x = 0.8 * x + normal(generator);
    hits += batch_means(series, 20, 0.95).mean.interval.value().contains(0.0) ? 1 : 0;
  }
  CHECK(std::abs(hits / 1000.0 - 0.945) < 0.03);
}

TEST_CASE("MSER-5 leaves out what its definition says", "[statistics][reference]") {
  for (const auto& expected : reference::cases("long_run")) {
    INFO(expected.name);
    CHECK(mser_warmup(expected.list("series")).value() == expected.count("warmup"));
  }
}

TEST_CASE("MSER leaves out a beginning that is different, and nothing else", "[statistics]") {
  std::vector<double> series(200, 1.0);
  CHECK(mser_warmup(series).value() == 0);
  for (std::size_t i = 0; i < 37; ++i) series[i] = 100.0;
  CHECK(mser_warmup(series).value() == 40);
  CHECK(mser_warmup(series, 1).value() == 37);
}

TEST_CASE("MSER says when a run is too short", "[statistics]") {
  std::vector<double> rising(100);
  for (std::size_t i = 0; i < 100; ++i) rising[i] = i < 60 ? 0.0 : 100.0;
  CHECK(mser_warmup(rising).reason() == "the run is too short to reach a steady state");
  // Half of a run may be its beginning, no more.
  for (std::size_t i = 50; i < 100; ++i) rising[i] = 100.0;
  CHECK(mser_warmup(rising).value() == 50);
  rising[50] = 0.0;
  CHECK_FALSE(mser_warmup(rising).has_value());
  rising.resize(49);
  CHECK(mser_warmup(rising).reason() == "49 observations are too few; 50 are needed");
  rising[3] = std::numeric_limits<double>::infinity();
  CHECK_THROWS_AS(mser_warmup(rising), std::invalid_argument);
  CHECK_THROWS_AS(mser_warmup({}, 0), std::invalid_argument);
}

}  // namespace bacelab
