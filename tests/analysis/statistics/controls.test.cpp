#include "analysis/statistics/controls.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "analysis/statistics/intervals.hpp"
#include "tests/analysis/statistics/paired_reference.hpp"

namespace bacelab {
namespace {

std::vector<Control> controls_of(const reference::Case& of) {
  std::vector<Control> controls;
  for (std::size_t i = 0; i < of.list("mean").size(); ++i) {
    const std::string name = "x" + std::to_string(i);
    controls.push_back({name, of.list(name), of.list("mean")[i]});
  }
  return controls;
}

/// 200 worlds; y is the control and noise.
struct ControlledSample {
  Control control{"x", {}, 0.0};
  std::vector<double> y;

  explicit ControlledSample(std::uint64_t seed, double noise) {
    std::mt19937_64 generator(seed);
    std::normal_distribution<double> normal;
    for (int i = 0; i < 200; ++i) {
      control.values.push_back(normal(generator));
      y.push_back(3.0 * control.values.back() + noise * normal(generator));
    }
  }
};

}  // namespace

TEST_CASE("control variates agree with numpy", "[statistics][reference]") {
  for (const auto& expected : reference::cases("controls")) {
    INFO(expected.name);
    const std::size_t n = expected.list("y").size();
    const std::size_t drawn = n == 120 ? 2400 : 300;
    const ControlVariates controls(controls_of(expected), n, drawn);
    CHECK(controls.used() == std::vector<std::string>{"x0", "x1", "x2"});
    CHECK(controls.unused() ==
          std::vector<UnusedControl>{{"x3", "constant"}, {"x4", "a combination of others"}});
    const ControlledMean found = controls.mean(expected.list("y"), 0.95);
    CHECK(found.mean.value.value() == reference::near(expected.number("controlled")));
    CHECK(found.mean.interval.value().lower ==
          reference::near(expected.number("controlled_lower")));
    CHECK(found.mean.interval.value().upper ==
          reference::near(expected.number("controlled_upper")));
    CHECK(found.worlds.value() == reference::near(expected.number("worlds")));
  }
}

TEST_CASE("a control that explains all gives the mean itself", "[statistics]") {
  ControlledSample sample(1, 0.0);
  sample.control.mean = 0.5;
  const std::vector<Control> controls = {sample.control};
  const ControlledMean found =
      ControlVariates(controls, 200, std::size_t{1} << 40).mean(sample.y, 0.95);
  CHECK(found.mean.value.value() == Approx(1.5).epsilon(1e-12));
  CHECK(found.mean.interval.value().half_width() < 1e-4);
}

TEST_CASE("without more worlds than ran the mean stays as it is", "[statistics]") {
  ControlledSample sample(2, 1.0);
  for (const double x : sample.control.values) sample.control.mean += x / 200.0;
  const std::vector<Control> controls = {sample.control};
  const ControlledMean found = ControlVariates(controls, 200, 200).mean(sample.y, 0.95);
  const Estimate plain = mean_estimate(sample.y, 0.95);
  CHECK(found.mean.value.value() == Approx(plain.value.value()).margin(1e-12));
  CHECK(found.mean.interval.value().half_width() ==
        Approx(plain.interval.value().half_width()).epsilon(0.02));
  CHECK(found.worlds.value() == Approx(200.0).epsilon(0.03));
}

TEST_CASE("intervals with a control cover the true mean", "[statistics][coverage]") {
  constexpr int experiments = 2000;
  int hits = 0;
  double worlds = 0.0;
  for (int i = 0; i < experiments; ++i) {
    const ControlledSample sample(static_cast<std::uint64_t>(i), 1.0);
    const std::vector<Control> controls = {sample.control};
    const ControlledMean found =
        ControlVariates(controls, 200, std::size_t{1} << 40).mean(sample.y, 0.95);
    hits += found.mean.interval.value().contains(0.0);
    worlds += found.worlds.value() / experiments;
  }
  // 95 % and four standard deviations; the control has nine tenths of the variance.
  CHECK(hits == Approx(0.95 * experiments).margin(0.02 * experiments));
  CHECK(worlds == Approx(2000.0).epsilon(0.05));
}

TEST_CASE("controls that say nothing or are not known are left out", "[statistics]") {
  ControlledSample sample(4, 1.0);
  Control unknown = sample.control;
  unknown.name = "unknown";
  unknown.values[7] = std::nan("");
  Control unbounded = {"unbounded", sample.y, std::numeric_limits<double>::infinity()};
  const std::vector<Control> controls = {
      unknown, unbounded, {"zero", std::vector<double>(200, 0.0), 0.0}};
  const ControlVariates none(controls, 200, 400);
  CHECK(none.unused() == std::vector<UnusedControl>{{"unknown", "undefined"},
                                                    {"unbounded", "undefined"},
                                                    {"zero", "constant"}});
  CHECK(none.mean(sample.y, 0.95).mean.value.value() ==
        mean_estimate(sample.y, 0.95).value.value());
}

TEST_CASE("too few worlds have no controls", "[statistics]") {
  const std::vector<Control> controls = {{"x", {1.0, 2.0, 4.0}, 2.0}};
  const ControlledMean few =
      ControlVariates(controls, 3, 60).mean(std::vector{1.0, 2.0, 3.0}, 0.95);
  CHECK(few.mean.value.reason() == "3 worlds are too few for 1 controls; 100 are needed");
  CHECK_FALSE(few.worlds.has_value());
  CHECK_THROWS_AS(ControlVariates(controls, 4, 60), std::invalid_argument);
  CHECK_THROWS_AS(ControlVariates(controls, 3, 2), std::invalid_argument);
  CHECK_THROWS_AS(ControlVariates(controls, 3, 60).mean(std::vector{1.0}, 0.95),
                  std::invalid_argument);
}

}  // namespace bacelab
