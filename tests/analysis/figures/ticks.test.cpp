#include "analysis/figures/ticks.hpp"

#include <catch2/catch.hpp>
#include <stdexcept>

namespace bacelab {
namespace {

std::string texts(const AxisRange& range, AxisScale scale, std::size_t most) {
  std::string all;
  for (const Tick& tick : round_ticks(range, scale, most)) all += tick.text + " ";
  return all;
}

}  // namespace

TEST_CASE("ticks: multiples of 1, 2 or 5 with the decimals that they need", "[figures]") {
  CHECK(texts({0.0, 1.0}, AxisScale::linear, 6) == "0.0 0.2 0.4 0.6 0.8 1.0 ");
  CHECK(texts({0.0, 1.0}, AxisScale::linear, 3) == "0.0 0.5 1.0 ");
  CHECK(texts({-7.0, 93.0}, AxisScale::linear, 6) == "0 20 40 60 80 ");
  CHECK(texts({-0.12, 0.12}, AxisScale::linear, 5) == "-0.10 -0.05 0.00 0.05 0.10 ");
  CHECK(texts({0.0, 4e6}, AxisScale::linear, 5) == "0 1e+06 2e+06 3e+06 4e+06 ");
  CHECK(texts({1e-9, 3e-9}, AxisScale::linear, 3) == "1e-09 2e-09 3e-09 ");
}

TEST_CASE("ticks: values are those that the texts say", "[figures]") {
  for (const Tick& tick : round_ticks({0.0, 1.0}, AxisScale::linear, 11)) {
    CHECK(tick.value == std::stod(tick.text));
  }
}

TEST_CASE("ticks: powers of ten on a logarithmic axis, more where there is room", "[figures]") {
  CHECK(texts({0.003, 1.0}, AxisScale::logarithmic, 9) == "0.005 0.01 0.02 0.05 0.1 0.2 0.5 1 ");
  CHECK(texts({0.003, 1.0}, AxisScale::logarithmic, 6) == "0.003 0.01 0.03 0.1 0.3 1 ");
  CHECK(texts({0.003, 1.0}, AxisScale::logarithmic, 3) == "0.01 0.1 1 ");
  CHECK(texts({1e-6, 1e6}, AxisScale::logarithmic, 5) == "1e-06 0.001 1 1000 1e+06 ");
  CHECK(texts({10.0, 40.0}, AxisScale::logarithmic, 4) == "10 20 30 40 ");
}

TEST_CASE("ticks: there are never more than asked for", "[figures]") {
  for (std::size_t most = 2; most < 12; ++most) {
    CHECK(round_ticks({0.013, 77.7}, AxisScale::linear, most).size() <= most);
    CHECK(round_ticks({0.013, 77.7}, AxisScale::logarithmic, most).size() <= most);
  }
}

TEST_CASE("ticks: ranges that are none", "[figures]") {
  CHECK_THROWS_AS(round_ticks({1.0, 1.0}, AxisScale::linear, 5), std::invalid_argument);
  CHECK_THROWS_AS(round_ticks({0.0, 1.0}, AxisScale::logarithmic, 5), std::invalid_argument);
}

}  // namespace bacelab
