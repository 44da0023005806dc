#include "analysis/statistics/warmup.hpp"

#include <limits>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/analysis/reference/paired_reference.hpp"

namespace bacelab {

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
