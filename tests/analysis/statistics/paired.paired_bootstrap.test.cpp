#include "analysis/statistics/paired.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "analysis/statistics/bootstrap.hpp"
#include "tests/analysis/statistics/paired_reference.hpp"

namespace bacelab {
namespace {

constexpr std::array forms = {PairForm::difference, PairForm::overhead, PairForm::reduction};
constexpr std::array form_names = {"difference", "overhead", "reduction"};

using Columns = std::vector<std::span<const double>>;

/// The pairs of a case of bootstraps are those of the case of paired statistics of that name.
reference::Case pairs_of(const reference::Case& bootstrap) {
  const std::string name = bootstrap.name.substr(bootstrap.name.find('.'));
  for (const auto& paired : reference::cases("paired")) {
    if (paired.name == "paired" + name) return paired;
  }
  throw std::runtime_error("there are no pairs for " + bootstrap.name);
}

Estimate estimate(PairForm form, const std::vector<double>& a, const std::vector<double>& b,
                  IntervalMethod method, const Bootstrap& bootstrap = {199, 1},
                  double confidence = 0.95) {
  const auto means = resampled_means(Columns{a, b}, bootstrap);
  return bootstrap_estimate(form, {a, means[0]}, {b, means[1]}, method, confidence);
}

/// Equal to 1e-9 of the interval's width or its limit, whichever is larger.
Approx near(double expected, double width) {
  return Approx(expected).epsilon(1e-9).margin(1e-9 * width).scale(0.0);
}

}  // namespace

TEST_CASE("bootstraps agree with scipy on the same resamples", "[statistics][reference]") {
  for (const auto& expected : reference::cases("bootstrap")) {
    const auto paired = pairs_of(expected);
    const Bootstrap bootstrap = {expected.count("resamples"),
                                 static_cast<std::uint64_t>(expected.number("seed"))};
    for (std::size_t form = 0; form < forms.size(); ++form) {
      for (const auto method : {IntervalMethod::percentile, IntervalMethod::bca}) {
        const std::string name = std::string(form_names[form]) + "_" + std::string(name_of(method));
        INFO(expected.name << " " << name);
        const Interval interval = estimate(forms[form], paired.list("a"), paired.list("b"), method,
                                           bootstrap, paired.number("confidence"))
                                      .interval.value();
        const double width = interval.upper - interval.lower;
        CHECK(interval.lower == near(expected.number(name + "_low"), width));
        CHECK(interval.upper == near(expected.number(name + "_high"), width));
      }
    }
  }
}

TEST_CASE("where the delta method has no value a bootstrap has none", "[statistics]") {
  const std::vector<double> zero{0.0, 0.0, 0.0};
  const std::vector<double> positive{1.0, 1.1, 1.3};
  for (const auto method : {IntervalMethod::percentile, IntervalMethod::bca}) {
    CHECK(estimate(PairForm::overhead, zero, positive, method).value.reason() ==
          "the mean of the policy under test is not positive");
    CHECK_FALSE(estimate(PairForm::reduction, positive, zero, method).value.has_value());
    CHECK(estimate(PairForm::difference, zero, positive, method).interval.has_value());
  }
}

TEST_CASE("a resample whose denominator may be zero makes no interval", "[statistics]") {
  // At 30 % the t interval of the mean is far above 0; nine of ten values are 0.
  std::vector<double> a(10, 0.0);
  a.back() = 100.0;
  const std::vector<double> b{1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0};
  const Estimate overhead = estimate(PairForm::overhead, a, b, IntervalMethod::bca, {199, 1}, 0.3);
  CHECK(overhead.value.has_value());
  CHECK(overhead.interval.reason() == "a resample has a denominator that is not positive");
}

TEST_CASE("a proportional baseline leaves a bootstrap no doubt", "[statistics]") {
  const std::vector<double> a{4.0, 5.0, 6.0, 5.0};
  const std::vector<double> b{5.0, 6.25, 7.5, 6.25};
  for (const auto method : {IntervalMethod::percentile, IntervalMethod::bca}) {
    CHECK(estimate(PairForm::overhead, a, b, method).interval.value() == Interval{0.25, 0.25});
  }
}

TEST_CASE("one pair has no bootstrap interval", "[statistics]") {
  const Estimate one = estimate(PairForm::difference, {1.0}, {3.0}, IntervalMethod::percentile);
  CHECK(one.value.value() == 2.0);
  CHECK(one.interval.reason() == "one pair shows no spread; two are needed");
}

TEST_CASE("the delta method is not a bootstrap", "[statistics]") {
  CHECK_THROWS_AS(estimate(PairForm::overhead, {1.0, 2.0}, {3.0, 5.0}, IntervalMethod::delta),
                  std::invalid_argument);
}

}  // namespace bacelab
