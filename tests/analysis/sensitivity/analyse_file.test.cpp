#include "analysis/sensitivity/analyse_file.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "core/errors.hpp"
#include "tests/analysis/sensitivity/designed_studies.hpp"
#include "tests/experiments/config/messages.hpp"
#include "tests/results/sample_file.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

using Catch::Contains;

/// A results file in which the cost of lcf is `cost(point, replication)` and that of bace 1.
template <class Cost>
struct Written {
  Written(ResultsDescription described, Cost cost) : study(std::move(described)) {
    RunBlock block = sample::block(study, 0, world_count(study));
    for (std::size_t world = 0; world < world_count(study); ++world) {
      block.metrics_of(world, 0)[1] = 1.0;
      block.metrics_of(world, 1)[1] = cost(world / study.replications, world % study.replications);
    }
    sample::write_file(directory / "a.h5", study, block);
  }

  [[nodiscard]] Sensitivity analyse(OutputExpression output,
                                    const SensitivitySettings& settings = {}) const {
    return analyse_file(ResultsFile(directory / "a.h5"), std::move(output), Incomplete::refuse,
                        settings);
  }

  sample::ScratchDirectory directory;
  ResultsDescription study;
};

const OutputExpression cost_of_lcf = {OutputForm::mean, "cost_usd", "", "lcf"};

/// x of a point of a Saltelli design of one factor: AB_1 is B.
double x_of(std::size_t point) {
  const std::size_t row = point / 3;
  return static_cast<double>(point % 3 == 0 ? row * 5 % 16 : row * 11 % 16);
}

}  // namespace

TEST_CASE("analyse file: a Saltelli design has Sobol indices", "[sensitivity]") {
  const Written written(samples::saltelli_study(16, 2),
                        [](std::size_t point, std::size_t) { return 10.0 + x_of(point); });
  const Sensitivity found = written.analyse(cost_of_lcf);
  REQUIRE(found.sobol.has_value());
  CHECK(found.sobol->rows == 16);
  CHECK(found.sobol->mean == Approx(17.5));
  CHECK(found.factors == std::vector<std::string>{"network.scale"});
  CHECK(found.unit == "USD");
  CHECK(found.output == "mean(cost_usd, lcf)");
  CHECK_THAT(found.source, Contains("a.h5"));
  CHECK(found.noise.worlds == WorldsOfDesign::common);
  CHECK(found.noise.variance.value() == 0.0);
  CHECK(found.noise.replications == 2);
}

TEST_CASE("analyse file: a Morris design has Morris' measures", "[sensitivity]") {
  const Written written(samples::morris_study(4, 1), [](std::size_t point, std::size_t) {
    return 3.0 + static_cast<double>(point % 2);
  });
  const Sensitivity found = written.analyse(cost_of_lcf);
  REQUIRE(found.morris.has_value());
  CHECK(found.trajectories == 4);
  CHECK((*found.morris)[0].mu.value.value() == 2.0);  // a step of half the range adds 1
  CHECK(found.noise.variance.reason() == "one replication a point does not show it");
}

TEST_CASE("analyse file: the policy under test is bace unless one is named", "[sensitivity]") {
  const Written written(samples::saltelli_study(16, 1),
                        [](std::size_t point, std::size_t) { return 1.0 + x_of(point); });
  const Sensitivity found = written.analyse({OutputForm::overhead, "cost_usd", "lcf", ""});
  CHECK(found.output == "overhead(cost_usd, lcf, bace)");
  CHECK(found.unit == "1");
  CHECK(found.sobol->mean == Approx(7.5));
}

TEST_CASE("analyse file: whether points share their worlds is a matter of the study",
          "[sensitivity]") {
  ResultsDescription study = samples::saltelli_study(16, 4);
  study.study = "[study]\ncommon_random_numbers = false\n";
  const Written written(study, [](std::size_t point, std::size_t replication) {
    return 10.0 + x_of(point) + (replication % 2 == 0 ? 1.0 : -1.0);
  });
  const Sensitivity found = written.analyse(cost_of_lcf);
  CHECK(found.noise.worlds == WorldsOfDesign::independent);
  CHECK(found.noise.variance.value() == Approx(4.0 / 3.0 / 4.0));
  CHECK(found.sobol->noise == Approx(1.0 / 3.0));
}

TEST_CASE("analyse file: a bootstrap of replications needs worlds that points share",
          "[sensitivity]") {
  const auto noisy = [](std::size_t point, std::size_t replication) {
    return 10.0 + x_of(point) * (1.0 + 0.1 * static_cast<double>(replication % 3));
  };
  const SensitivitySettings settings = {.resampled = Resampled::replications,
                                        .bootstrap = {199, 1}};
  const Sensitivity found =
      Written(samples::morris_study(8, 6), noisy).analyse(cost_of_lcf, settings);
  CHECK(found.resampled == Resampled::replications);
  CHECK((*found.morris)[0].mu.interval.has_value());
  ResultsDescription independent = samples::saltelli_study(16, 6);
  independent.study = "[study]\ncommon_random_numbers = false\n";
  const auto message = [&](const ResultsDescription& study) {
    const Written written(study, noisy);
    return message_of([&] { static_cast<void>(written.analyse(cost_of_lcf, settings)); });
  };
  CHECK_THAT(message(independent), Contains("each point has worlds of its own"));
  CHECK_THAT(message(samples::saltelli_study(16, 1)), Contains("one replication a point"));
}

TEST_CASE("analyse file: other designs and unknown names are refused", "[sensitivity]") {
  const auto flat = [](std::size_t, std::size_t) { return 2.0; };
  ResultsDescription grid = samples::study_of(3, 2);
  grid.design.type = "grid";
  const auto message = [](const auto& written, OutputExpression output) {
    return message_of([&] { static_cast<void>(written.analyse(std::move(output))); });
  };
  CHECK_THAT(message(Written(grid, flat), cost_of_lcf), Contains("has the design 'grid'"));
  const Written written(samples::saltelli_study(4, 1), flat);
  CHECK_THAT(message(written, cost_of_lcf), Contains("all outputs are equal (2)"));
  CHECK_THAT(message(written, {OutputForm::mean, "cost_us", "", ""}),
             Contains("did you mean 'cost_usd'"));
  CHECK_THAT(message(written, {OutputForm::mean, "cost_usd", "", "lfc"}),
             Contains("did you mean 'lcf'"));
  CHECK_THAT(message(written, {OutputForm::overhead, "cost_usd", "lcf", "lcf"}),
             Contains("the baseline is the policy under test itself"));
}

}  // namespace bacelab
