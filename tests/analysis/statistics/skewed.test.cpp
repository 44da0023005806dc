#include "analysis/statistics/skewed.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

#include "analysis/statistics/paired.hpp"
#include "tests/analysis/statistics/coverage.hpp"
#include "tests/analysis/statistics/paired_reference.hpp"

namespace bacelab {
namespace {

constexpr std::array forms = {PairForm::difference, PairForm::overhead, PairForm::reduction};

Estimate bootstrap_t(PairForm form, const std::vector<double>& a, const std::vector<double>& b) {
  return bootstrap_t_estimate(form, a, b, resampled_moments(a, b, {199, 1}), 0.95);
}

reference::Case pairs_of(const reference::Case& skewed) {
  const std::string name = skewed.name.substr(skewed.name.find('.'));
  for (const auto& paired : reference::cases("paired")) {
    if (paired.name == "paired" + name) return paired;
  }
  throw std::runtime_error("there are no pairs for " + skewed.name);
}

/// Equal to 1e-9 of the interval's width or its limit, whichever is larger.
void check_limits(const Interval& interval, const reference::Case& expected,
                  const std::string& name) {
  INFO(expected.name << " " << name);
  const double width = interval.upper - interval.lower;
  const auto near = [&](double limit) {
    return Approx(limit).epsilon(1e-9).margin(1e-9 * width).scale(0.0);
  };
  CHECK(interval.lower == near(expected.number(name + "_low")));
  CHECK(interval.upper == near(expected.number(name + "_high")));
}

}  // namespace

TEST_CASE("intervals for skewed values agree with scipy", "[statistics][reference]") {
  for (const auto& expected : reference::cases("skewed")) {
    const auto paired = pairs_of(expected);
    const auto& a = paired.list("a");
    const auto& b = paired.list("b");
    const double confidence = paired.number("confidence");
    const Bootstrap bootstrap = {expected.count("resamples"),
                                 static_cast<std::uint64_t>(expected.number("seed"))};
    const ResampledMoments moments = resampled_moments(a, b, bootstrap);
    for (const PairForm form : forms) {
      const std::string name(name_of(form));
      check_limits(johnson_estimate(form, a, b, confidence).interval.value(), expected,
                   name + "_johnson");
      check_limits(bootstrap_t_estimate(form, a, b, moments, confidence).interval.value(), expected,
                   name + "_bootstrap_t");
    }
  }
}

TEST_CASE("without skewness Johnson's interval is Student's", "[statistics]") {
  const std::vector<double> a{10.0, 10.0, 10.0, 10.0};
  const std::vector<double> b{11.0, 13.0, 15.0, 17.0};
  for (const PairForm form : {PairForm::difference, PairForm::overhead}) {
    const Interval student = delta_estimate(form, a, b, 0.95).interval.value();
    const Interval johnson = johnson_estimate(form, a, b, 0.95).interval.value();
    CHECK(johnson.lower == Approx(student.lower).margin(1e-14));
    CHECK(johnson.upper == Approx(student.upper).margin(1e-14));
  }
}

TEST_CASE("values skewed upwards move both limits upwards", "[statistics]") {
  const std::vector<double> a{5.0, 5.5, 5.0, 6.0, 5.5, 5.0, 6.5, 5.0};
  const std::vector<double> b{6.0, 6.1, 6.2, 6.0, 6.3, 6.1, 9.5, 12.0};
  for (const PairForm form : forms) {
    const Interval student = delta_estimate(form, a, b, 0.95).interval.value();
    for (const Interval& skewed : {johnson_estimate(form, a, b, 0.95).interval.value(),
                                   bootstrap_t(form, a, b).interval.value()}) {
      CHECK(skewed.lower > student.lower);
      CHECK(skewed.upper > student.upper);
    }
  }
}

TEST_CASE("Johnson's interval covers the mean of an exponential law better than Student's",
          "[statistics][coverage]") {
  std::mt19937_64 generator(11);
  std::exponential_distribution<double> law;
  const std::vector<double> a(10, 0.0);
  std::vector<double> b(10);
  int student = 0;
  int johnson = 0;
  for (int i = 0; i < coverage::experiments; ++i) {
    for (double& value : b) value = law(generator);
    student += delta_estimate(PairForm::difference, a, b, 0.95).interval.value().contains(1.0);
    johnson += johnson_estimate(PairForm::difference, a, b, 0.95).interval.value().contains(1.0);
  }
  // 90.2 and 92.8 %; the standard deviation of the gain is below 0.3 points.
  CHECK(johnson - student > coverage::experiments / 100);
}

TEST_CASE("where the delta method has no interval there is none for skewed values",
          "[statistics]") {
  const std::vector<double> zero{0.0, 0.0, 0.0};
  const std::vector<double> positive{1.0, 1.1, 1.3};
  const std::vector<double> larger{2.0, 2.1, 2.3};
  for (const auto& estimate : {johnson_estimate(PairForm::overhead, zero, positive, 0.95),
                               bootstrap_t(PairForm::overhead, zero, positive)}) {
    CHECK(estimate.value.reason() == "the mean of the policy under test is not positive");
  }
  CHECK(johnson_estimate(PairForm::difference, positive, positive, 0.95).interval.value() ==
        Interval{0.0, 0.0});
  CHECK(bootstrap_t(PairForm::difference, positive, positive).interval.value() ==
        Interval{0.0, 0.0});
  CHECK_FALSE(johnson_estimate(PairForm::overhead, std::vector{1.0}, std::vector{2.0}, 0.95)
                  .interval.has_value());
}

TEST_CASE("a resample of equal pairs makes no bootstrap-t interval", "[statistics]") {
  // One of four resamples of two pairs has the same pair twice.
  const Estimate two = bootstrap_t(PairForm::difference, {1.0, 2.0}, {3.0, 5.0});
  CHECK(two.value.value() == 2.5);
  CHECK(two.interval.reason().starts_with("a resample has no spread"));
}

TEST_CASE("moments are those of resampled pairs", "[statistics]") {
  const std::vector<double> a{1.0, 2.0, 6.0};
  const std::vector<double> b{4.0, 4.0, 1.0};
  const Bootstrap bootstrap = {5, 3};
  const ResampledMoments moments = resampled_moments(a, b, bootstrap);
  for (std::size_t r = 0; r < 5; ++r) {
    double product = 0.0;
    for (const std::size_t row : resampled_rows(3, bootstrap, r)) {
      product += (a[row] - 3.0) * (b[row] - 3.0) / 3.0;
    }
    CHECK(moments.ab[r] == Approx(product).margin(1e-14));
  }
  CHECK_THROWS_AS(resampled_moments(a, std::vector{1.0}, bootstrap), std::invalid_argument);
}

}  // namespace bacelab
