#include "analysis/sensitivity/emulate.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "analysis/sensitivity/analyse.hpp"
#include "tests/analysis/sensitivity/designed_studies.hpp"
#include "tests/experiments/text/messages.hpp"
#include "tests/results/sample_file.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

using Catch::Contains;

/// An lhs of one factor with these values and this range.
ResultsDescription lhs(const std::vector<double>& values, const FactorRange& range) {
  ResultsDescription study = samples::study_of(values.size(), 1);
  study.design = {"lhs", {}, {}};
  study.factors = {{"network.scale", "1", "", values, range}};
  return study;
}

/// The study, in which the cost of bace at a point is `cost(point)`.
template <class Use, class Cost>
auto with_file(const ResultsDescription& study, Cost cost, Use use) {
  const sample::ScratchDirectory directory;
  RunBlock block = sample::block(study, 0, study.box().worlds());
  for (std::size_t world = 0; world < study.box().worlds(); ++world) {
    block.metrics_of(world, 0)[1] = cost(world / study.replications);
  }
  sample::write_file(directory / "a.h5", study, block);
  return use(ResultsFile(directory / "a.h5"));
}

std::vector<double> places(const ResultsDescription& study) {
  return with_file(
      study, [](std::size_t) { return 1.0; }, places_in_cube);
}

}  // namespace

TEST_CASE("emulator: values stand at their places in the range, on its scale", "[sensitivity]") {
  CHECK(places(lhs({2.0, 3.0, 6.0}, {2.0, 6.0, RangeScale::linear, false})) ==
        std::vector<double>{0.0, 0.25, 1.0});
  const auto log = places(lhs({0.01, 0.1, 1.0}, {0.01, 1.0, RangeScale::logarithmic, false}));
  CHECK(log[0] == 0.0);
  CHECK(log[1] == Approx(0.5));
  CHECK(log[2] == 1.0);
  // Whole numbers stand in the middle of what is rounded to them.
  CHECK(places(lhs({1.0, 2.0, 4.0}, {1.0, 4.0, RangeScale::linear, true})) ==
        std::vector<double>{0.125, 0.375, 0.875});
}

TEST_CASE("emulator: lists and designs that do not fill the cube are refused", "[sensitivity]") {
  ResultsDescription grid = lhs({1.0, 2.0}, {1.0, 2.0, RangeScale::linear, false});
  grid.design.type = "grid";
  CHECK_THAT(message_of([&] { static_cast<void>(places(grid)); }),
             Contains("the designs lhs, sobol and saltelli"));
  ResultsDescription list = lhs({1.0, 2.0}, {1.0, 2.0, RangeScale::linear, false});
  list.factors[0].range.reset();
  CHECK_THAT(message_of([&] { static_cast<void>(places(list)); }),
             Contains("the factor network.scale of") && Contains("is a list"));
}

TEST_CASE("emulator: the output of a file is emulated", "[sensitivity]") {
  std::vector<double> values;
  for (int i = 0; i < 20; ++i) values.push_back(1.0 + i * 0.1);
  const auto study = lhs(values, {1.0, 3.0, RangeScale::linear, false});
  const Sensitivity found = with_file(
      study, [&](std::size_t point) { return 5.0 + 2.0 * values[point]; },
      [](const ResultsFile& file) {
        return emulate_file(file, {OutputForm::mean, "cost_usd", "", ""}, Incomplete::refuse);
      });
  REQUIRE(found.sobol.has_value());
  REQUIRE(found.emulator.has_value());
  CHECK(found.emulator->points == 20);
  CHECK(found.emulator->degree >= 1);
  CHECK(found.sobol->mean == Approx(9.0));
  CHECK(found.sobol->variance == Approx(16.0 / 12.0));
  CHECK(found.sobol->first[0].value.value() == Approx(1.0));
  CHECK_FALSE(found.sobol->first[0].interval.has_value());
  CHECK(found.unit == "USD");
}

}  // namespace bacelab
