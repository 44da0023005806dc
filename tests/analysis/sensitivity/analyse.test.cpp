#include "analysis/sensitivity/analyse.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "core/errors.hpp"
#include "tests/analysis/sensitivity/designed_studies.hpp"
#include "tests/experiments/text/messages.hpp"
#include "tests/results/sample_file.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

using Catch::Contains;

/// A design of one factor, which is A in A and B in B, so that AB_1 is B.
SaltelliLayout layout(std::size_t scrambles, std::size_t rows) {
  SaltelliLayout result = {1, false, {}, {}, {}};
  for (std::size_t point = 0; point < scrambles * rows * 3; ++point) {
    result.scramble.push_back(point / 3 / rows);
    result.row.push_back(point / 3 % rows);
    result.block.push_back(point % 3);
  }
  return result;
}

/// Outputs that are all of the factor, known without noise.
DesignOutputs outputs(const SaltelliLayout& layout) {
  DesignOutputs result;
  for (std::size_t point = 0; point < layout.block.size(); ++point) {
    const std::size_t row = point / 3;
    const std::size_t x = layout.block[point] == 0 ? row * 5 % 16 : row * 11 % 16;
    result.values.push_back(static_cast<double>(x));
  }
  result.complete.assign(layout.block.size(), 1);
  return result;
}

const std::vector<MorrisStep> steps = {{0, -1, 0.0}, {0, 0, 0.5},  {1, -1, 0.0},
                                       {1, 0, -0.5}, {2, -1, 0.0}, {2, 0, 0.5}};

}  // namespace

TEST_CASE("sensitivity: rows that are dropped are counted", "[sensitivity]") {
  const SaltelliLayout design = layout(2, 16);
  DesignOutputs of_design = outputs(design);
  const Sensitivity all = sobol_sensitivity(design, of_design, {});
  CHECK(all.sobol->rows == 32);
  CHECK(all.dropped == 0);
  CHECK_FALSE(all.bootstrap.has_value());
  of_design.complete[4] = 0;
  const Sensitivity fewer = sobol_sensitivity(design, of_design, {});
  CHECK(fewer.sobol->rows == 31);
  CHECK(fewer.dropped == 1);
}

TEST_CASE("sensitivity: noise is subtracted for independent worlds only", "[sensitivity]") {
  const SaltelliLayout design = layout(2, 16);
  DesignOutputs of_design = outputs(design);
  of_design.noise.assign(of_design.values.size(), 3.0);
  of_design.statement.worlds = WorldsOfDesign::common;
  const double variance = sobol_sensitivity(design, of_design, {}).sobol->variance;
  of_design.statement.worlds = WorldsOfDesign::independent;
  const Sensitivity without = sobol_sensitivity(design, of_design, {});
  CHECK(without.sobol->variance == Approx(variance - 3.0 * 64.0 / 63.0).epsilon(1e-12));
  CHECK(without.sobol->noise == 3.0);
}

TEST_CASE("sensitivity: a bootstrap of rows is remembered", "[sensitivity]") {
  const SaltelliLayout design = layout(2, 16);
  const Sensitivity rows = sobol_sensitivity(design, outputs(design),
                                             {.resampled = Resampled::rows, .bootstrap = {199, 3}});
  CHECK(rows.bootstrap == Bootstrap{199, 3});
  CHECK(rows.sobol->first[0].interval.has_value());
}

TEST_CASE("sensitivity: too few rows and equal outputs are refused", "[sensitivity]") {
  const SaltelliLayout design = layout(1, 2);
  DesignOutputs of_design = outputs(design);
  of_design.complete[0] = 0;
  CHECK_THAT(message_of([&] { static_cast<void>(sobol_sensitivity(design, of_design, {})); }),
             Contains("at least two rows of a Saltelli design; 1 is left, 1 were dropped"));
  of_design = outputs(design);
  of_design.values.assign(of_design.values.size(), 2.5);
  CHECK_THAT(message_of([&] { static_cast<void>(sobol_sensitivity(design, of_design, {})); }),
             Contains("all outputs are equal (2.5)"));
}

TEST_CASE("sensitivity: trajectories with an incomplete point are dropped whole", "[sensitivity]") {
  DesignOutputs of_design;
  of_design.values = {1.0, 2.0, 5.0, 3.0, 0.0, 7.0};
  of_design.complete = {1, 1, 0, 1, 1, 1};
  const Sensitivity found = morris_sensitivity(steps, 1, of_design, {});
  CHECK(found.trajectories == 2);
  CHECK(found.dropped == 1);
  CHECK((*found.morris)[0].mu.value.value() == 8.0);  // of 2 and 14
  of_design.complete = {0, 1, 0, 1, 1, 0};
  CHECK_THROWS_WITH(morris_sensitivity(steps, 1, of_design, {}),
                    "no trajectory has only complete points");
}

namespace {

/// A results file in which the cost of lcf is `cost(point, replication)` and that of bace 1.
template <class Cost>
struct WrittenDesign {
  WrittenDesign(ResultsDescription described, Cost cost) : study(std::move(described)) {
    RunBlock block = sample::block(study, 0, study.box().worlds());
    for (std::size_t world = 0; world < study.box().worlds(); ++world) {
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
  const WrittenDesign written(samples::saltelli_study(16, 2),
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
  const WrittenDesign written(samples::morris_study(4, 1), [](std::size_t point, std::size_t) {
    return 3.0 + static_cast<double>(point % 2);
  });
  const Sensitivity found = written.analyse(cost_of_lcf);
  REQUIRE(found.morris.has_value());
  CHECK(found.trajectories == 4);
  CHECK((*found.morris)[0].mu.value.value() == 2.0);  // a step of half the range adds 1
  CHECK(found.noise.variance.reason() == "one replication per point does not show it");
}

TEST_CASE("analyse file: the policy under test is bace unless one is named", "[sensitivity]") {
  const WrittenDesign written(samples::saltelli_study(16, 1),
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
  const WrittenDesign written(study, [](std::size_t point, std::size_t replication) {
    return 10.0 + x_of(point) + (replication % 2 == 0 ? 1.0 : -1.0);
  });
  const Sensitivity found = written.analyse(cost_of_lcf);
  CHECK(found.noise.worlds == WorldsOfDesign::independent);
  CHECK(found.noise.variance.value() == Approx(4.0 / 3.0 / 4.0));
  CHECK(found.sobol->noise == Approx(1.0 / 3.0));
}

namespace {

ResultsDescription within(const char* groups, ResultsDescription study) {
  study.study = std::string("[study]\ncommon_random_numbers = \"within_") + groups + "\"\n";
  return study;
}

}  // namespace

TEST_CASE("analyse file: scrambles with their own worlds", "[sensitivity]") {
  // A shift of each scramble and replication, and noise whose sign depends on the point too.
  const auto cost = [](std::size_t point, std::size_t replication) {
    const double sign = replication % 2 == 0 ? 1.0 : -1.0;
    return 50.0 + x_of(point % 48) + static_cast<double>(point / 48 * 7 % 5) +
           sign * (3.0 + (point % 2 == 0 ? 1.0 : -1.0));
  };
  const WrittenDesign written(within("scrambles", samples::saltelli_study(16, 4, 6)), cost);
  const Sensitivity found = written.analyse(cost_of_lcf);
  CHECK(found.noise.worlds == WorldsOfDesign::grouped);
  // Residuals of +-4 and +-2: 1/2 (16 + 4) 4/3 / 4, and of it 1 * 48/47 * 4/3 / 4 is not shared.
  CHECK(found.noise.variance.value() == Approx(10.0 / 3.0));
  CHECK(found.noise.separate.value() == Approx(48.0 / 47.0 / 3.0));
  CHECK(found.sobol->scrambles == 6);
  CHECK(found.sobol->noise > 0.0);
  CHECK(found.sobol->noise < 1.0);
  CHECK(found.sobol->first[0].interval.has_value());
  // One set of worlds is all that a single scramble has.
  const WrittenDesign one(within("scrambles", samples::saltelli_study(16, 4, 1)), cost);
  CHECK(one.analyse(cost_of_lcf).noise.worlds == WorldsOfDesign::common);
}

TEST_CASE("analyse file: a stored study without the key has points that share their worlds",
          "[sensitivity]") {
  ResultsDescription study = samples::saltelli_study(16, 2, 2);
  study.study = "";
  const WrittenDesign written(study,
                              [](std::size_t point, std::size_t) { return 1.0 + x_of(point); });
  CHECK(written.analyse(cost_of_lcf).noise.worlds == WorldsOfDesign::common);
}

TEST_CASE("analyse file: trajectories with their own worlds", "[sensitivity]") {
  const WrittenDesign written(within("trajectories", samples::morris_study(4, 2)),
                              [](std::size_t point, std::size_t replication) {
                                return 3.0 +
                                       static_cast<double>(point % 2 + point / 2 * replication);
                              });
  const Sensitivity found = written.analyse(cost_of_lcf);
  CHECK(found.noise.worlds == WorldsOfDesign::grouped);
  CHECK((*found.morris)[0].mu.value.value() == 2.0);
  CHECK(found.noise.separate.value() == Approx(0.0).margin(1e-12));  // of a trajectory all is
  CHECK(found.noise.variance.value() > 0.0);
}

TEST_CASE("analyse file: what worlds of scrambles make wrong is refused", "[sensitivity]") {
  const WrittenDesign written(
      within("scrambles", samples::saltelli_study(16, 4, 2)),
      [](std::size_t point, std::size_t) { return 1.0 + x_of(point % 48); });
  const auto message = [&](Resampled resampled) {
    return message_of([&] {
      static_cast<void>(
          written.analyse(cost_of_lcf, {.resampled = resampled, .bootstrap = {99, 1}}));
    });
  };
  CHECK_THAT(message(Resampled::rows), Contains("the rows of a scramble share their worlds"));
  CHECK_THAT(message(Resampled::replications),
             Contains("it is for studies all of whose points share their worlds"));
}

TEST_CASE("analyse file: a bootstrap of replications needs worlds that points share",
          "[sensitivity]") {
  const auto noisy = [](std::size_t point, std::size_t replication) {
    return 10.0 + x_of(point) * (1.0 + 0.1 * static_cast<double>(replication % 3));
  };
  const SensitivitySettings settings = {.resampled = Resampled::replications,
                                        .bootstrap = {199, 1}};
  const Sensitivity found =
      WrittenDesign(samples::morris_study(8, 6), noisy).analyse(cost_of_lcf, settings);
  CHECK(found.resampled == Resampled::replications);
  CHECK((*found.morris)[0].mu.interval.has_value());
  ResultsDescription independent = samples::saltelli_study(16, 6);
  independent.study = "[study]\ncommon_random_numbers = false\n";
  const auto message = [&](const ResultsDescription& study) {
    const WrittenDesign written(study, noisy);
    return message_of([&] { static_cast<void>(written.analyse(cost_of_lcf, settings)); });
  };
  CHECK_THAT(message(independent), Contains("each point has its own worlds"));
  CHECK_THAT(message(samples::saltelli_study(16, 1)), Contains("one replication per point"));
}

TEST_CASE("analyse file: other designs and unknown names are refused", "[sensitivity]") {
  const auto flat = [](std::size_t, std::size_t) { return 2.0; };
  ResultsDescription grid = samples::study_of(3, 2);
  grid.design.type = "grid";
  const auto message = [](const auto& written, OutputExpression output) {
    return message_of([&] { static_cast<void>(written.analyse(std::move(output))); });
  };
  CHECK_THAT(message(WrittenDesign(grid, flat), cost_of_lcf), Contains("has the design 'grid'"));
  const WrittenDesign written(samples::saltelli_study(4, 1), flat);
  CHECK_THAT(message(written, cost_of_lcf), Contains("all outputs are equal (2)"));
  CHECK_THAT(message(written, {OutputForm::mean, "cost_us", "", ""}),
             Contains("did you mean 'cost_usd'"));
  CHECK_THAT(message(written, {OutputForm::mean, "cost_usd", "", "lfc"}),
             Contains("did you mean 'lcf'"));
  CHECK_THAT(message(written, {OutputForm::overhead, "cost_usd", "lcf", "lcf"}),
             Contains("the baseline is the policy under test itself"));
}

}  // namespace bacelab
