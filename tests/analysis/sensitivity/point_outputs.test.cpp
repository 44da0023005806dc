#include "analysis/sensitivity/point_outputs.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "analysis/statistics/moments.hpp"
#include "analysis/statistics/paired.hpp"
#include "core/errors.hpp"
#include "tests/experiments/text/messages.hpp"
#include "tests/results/sample_file.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

using Catch::Contains;

/// The sample study of 3 points, 4 replications and 2 policies, with values of its own.
struct WrittenPoints {
  WrittenPoints() : study(sample::study()), block(sample::block(study, 0, study.box().worlds())) {
    for (std::size_t world = 0; world < study.box().worlds(); ++world) {
      set(world, 0, 10.0 + static_cast<double>(world * 7 % 5));
      set(world, 1, 14.0 + static_cast<double>(world * 3 % 7));
    }
  }
  void set(std::size_t world, std::size_t policy, double value) {
    block.metrics_of(world, policy)[1] = value;
  }
  [[nodiscard]] std::vector<double> column(std::size_t point, std::size_t policy) {
    std::vector<double> values;
    for (std::size_t i = 0; i < 4; ++i) {
      values.push_back(block.metrics_of(point * 4 + i, policy)[1]);
    }
    return values;
  }
  [[nodiscard]] PointOutputs outputs(OutputForm form, Incomplete incomplete = Incomplete::refuse) {
    sample::write_file(directory / "a.h5", study, block);
    const bool is_mean = form == OutputForm::mean;
    return point_outputs(ResultsFile(directory / "a.h5"),
                         {form, "cost_usd", is_mean ? "" : "lcf", "bace"}, incomplete);
  }

  sample::ScratchDirectory directory;
  ResultsDescription study;
  RunBlock block;
};

double standard_error(const Estimate& estimate) {
  constexpr double t = 3.182446305284263;  // 95 %, 3 degrees of freedom
  return estimate.interval.value().half_width() / t;
}

}  // namespace

TEST_CASE("outputs of points: means with the variance of the mean", "[sensitivity]") {
  WrittenPoints written;
  const PointOutputs found = written.outputs(OutputForm::mean);
  CHECK(found.unit == "USD");
  CHECK(found.replications == 4);
  REQUIRE(found.values.size() == 3);
  for (std::size_t point = 0; point < 3; ++point) {
    const auto a = written.column(point, 0);
    CHECK(found.values[point] == sample_mean(a));
    CHECK(found.noise[point] == Approx(sample_variance(a) / 4.0).epsilon(1e-13));
    CHECK(found.complete[point] == 1);
  }
}

TEST_CASE("outputs of points: relative forms with the variance of the delta method",
          "[sensitivity]") {
  WrittenPoints written;
  const PointOutputs more = written.outputs(OutputForm::overhead);
  const PointOutputs less = written.outputs(OutputForm::reduction);
  const PointOutputs both = written.outputs(OutputForm::difference);
  CHECK(more.unit == "1");
  CHECK(both.unit == "USD");
  for (std::size_t point = 0; point < 3; ++point) {
    const auto a = written.column(point, 0);
    const auto b = written.column(point, 1);
    const Estimate of_more = overhead(a, b, 0.95);
    const Estimate of_less = reduction(a, b, 0.95);
    CHECK(more.values[point] == Approx(of_more.value.value()).epsilon(1e-14));
    CHECK(std::sqrt(more.noise[point]) == Approx(standard_error(of_more)).epsilon(1e-9));
    CHECK(less.values[point] == Approx(of_less.value.value()).epsilon(1e-14));
    CHECK(std::sqrt(less.noise[point]) == Approx(standard_error(of_less)).epsilon(1e-9));
    CHECK(both.values[point] == Approx(sample_mean(b) - sample_mean(a)).epsilon(1e-14));
  }
}

TEST_CASE("outputs of points: noise that all points share is told apart", "[sensitivity]") {
  WrittenPoints written;
  for (std::size_t world = 0; world < 12; ++world) {
    written.set(world, 0, static_cast<double>(world / 4) + static_cast<double>(world % 4) * 3.0);
  }
  const PointOutputs shared = written.outputs(OutputForm::mean);
  CHECK(shared.noise[0] == Approx(15.0 / 4.0));
  CHECK(shared.separate_noise == Approx(0.0).margin(1e-12));
  // Residuals (+1, -1) in two of twelve cells: the interaction's sum of squares is 2 - 3 / 9 * 2.
  written.set(0, 0, 1.0);
  written.set(1, 0, 2.0);
  const PointOutputs apart = written.outputs(OutputForm::mean);
  CHECK(apart.separate_noise == Approx((2.0 - 2.0 / 3.0) / (2.0 * 3.0 * 4.0)).epsilon(1e-12));
}

TEST_CASE("outputs of points: one replication shows no noise", "[sensitivity]") {
  WrittenPoints written;
  written.study.replications = 1;
  written.block = sample::block(written.study, 0, 3);
  const PointOutputs found = written.outputs(OutputForm::mean);
  CHECK(found.noise.empty());
  CHECK(found.values[2] == sample::metric_value(2, 0, 1));
}

TEST_CASE("outputs of points: incomplete runs are refused by name or mark their point",
          "[sensitivity]") {
  WrittenPoints written;
  written.block.status[written.block.run_index(4 + 2, 1)] = RunStatus::stuck;
  CHECK_NOTHROW(written.outputs(OutputForm::mean));  // that run is of the other policy
  CHECK_THAT(message_of([&] { static_cast<void>(written.outputs(OutputForm::overhead)); }),
             Contains("incomplete run: replication 2 under lcf at point 1 (stuck)"));
  CHECK(written.outputs(OutputForm::overhead, Incomplete::drop).complete ==
        std::vector<char>{1, 0, 1});
  written.set(8, 0, std::numeric_limits<double>::quiet_NaN());
  CHECK_THAT(message_of([&] { static_cast<void>(written.outputs(OutputForm::mean)); }),
             Contains("replication 0 under bace at point 2 (cost_usd is nan)"));
  CHECK(written.outputs(OutputForm::mean, Incomplete::drop).complete == std::vector<char>{1, 1, 0});
}

TEST_CASE("outputs of points: no ratio to a mean of zero", "[sensitivity]") {
  WrittenPoints written;
  for (std::size_t world = 4; world < 8; ++world) written.set(world, 0, 0.0);
  CHECK_THAT(message_of([&] { static_cast<void>(written.outputs(OutputForm::overhead)); }),
             Contains("has no value at point 1: the mean of cost_usd under bace is 0"));
  CHECK_NOTHROW(written.outputs(OutputForm::reduction));
}

}  // namespace bacelab
