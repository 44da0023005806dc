#include "analysis/statistics/bootstrap.hpp"

#include <cstddef>
#include <limits>
#include <set>
#include <vector>

#include <tbb/global_control.h>
#include <catch2/catch.hpp>

#include "tests/analysis/reference/paired_reference.hpp"

namespace bacelab {
namespace {

using Columns = std::vector<std::span<const double>>;

Bootstrap settings_of(const reference::Case& expected) {
  return {expected.count("resamples"), static_cast<std::uint64_t>(expected.number("seed"))};
}

std::vector<double> ramp(std::size_t n) {
  std::vector<double> values(n);
  for (std::size_t i = 0; i < n; ++i) values[i] = static_cast<double>(i);
  return values;
}

}  // namespace

TEST_CASE("rows are drawn as the published generator says", "[statistics][reference]") {
  for (const auto& expected : reference::cases("bootstrap")) {
    INFO(expected.name);
    const auto& rows = expected.list("rows_of_resample_3");
    const auto drawn = resampled_rows(rows.size(), settings_of(expected), 3);
    CHECK(std::vector<double>(drawn.begin(), drawn.end()) == rows);
  }
}

TEST_CASE("means are those of the rows drawn, the same rows for all columns", "[statistics]") {
  const std::vector<double> a = ramp(25);
  std::vector<double> b = a;
  for (double& value : b) value = 1e6 + 2.0 * value;
  const Bootstrap bootstrap = {50, 7};
  const auto means = resampled_means(Columns{a, b}, bootstrap);
  REQUIRE(means.size() == 2);
  REQUIRE(means[0].size() == 50);
  for (std::size_t resample = 0; resample < 50; ++resample) {
    double sum = 0.0;
    for (const std::size_t row : resampled_rows(25, bootstrap, resample)) sum += a[row];
    CHECK(means[0][resample] == Approx(sum / 25.0).epsilon(1e-14));
    CHECK(means[1][resample] == Approx(1e6 + 2.0 * means[0][resample]).epsilon(1e-15));
  }
}

TEST_CASE("resamples do not depend on the number of threads", "[statistics]") {
  const std::vector<double> a = ramp(40);
  const Bootstrap bootstrap = {400, 11};
  const auto with = [&](std::size_t threads) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
    return resampled_means(Columns{a}, bootstrap);
  };
  const auto one = with(1);
  CHECK(with(2) == one);
  CHECK(with(7) == one);
}

TEST_CASE("resamples depend on the seed, and more of them begin with the same", "[statistics]") {
  const std::vector<double> a = ramp(40);
  const auto few = resampled_means(Columns{a}, {10, 1})[0];
  const auto more = resampled_means(Columns{a}, {20, 1})[0];
  CHECK(std::vector<double>(more.begin(), more.begin() + 10) == few);
  CHECK(resampled_means(Columns{a}, {10, 2})[0] != few);
  CHECK(std::set<double>(more.begin(), more.end()).size() > 15);
}

TEST_CASE("rows of equal columns are needed", "[statistics]") {
  const std::vector<double> a = ramp(4);
  const std::vector<double> shorter = ramp(3);
  std::vector<double> bad = a;
  bad[2] = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_AS(resampled_means(Columns{a, shorter}, {}), std::invalid_argument);
  CHECK_THROWS_AS(resampled_means(Columns{a, bad}, {}), std::invalid_argument);
  CHECK_THROWS_AS(resampled_rows(0, {}, 0), std::invalid_argument);
  CHECK(resampled_means({}, {}).empty());
}

}  // namespace bacelab
