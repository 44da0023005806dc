#include "experiments/results/schema.hpp"

#include <catch2/catch.hpp>
#include <stdexcept>

#include "experiments/results/results_file.hpp"
#include "tests/results/sample_file.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

/// The sample study with three points of an invented design.
ResultsDescription designed_study() {
  ResultsDescription study = sample::study();
  study.factors[0].range = FactorRange{0.1, 2.0, RangeScale::logarithmic, false};
  study.design = {"invented",
                  {{"samples", 3}, {"seed", 9007199254740992}},
                  {{"block", "Which block.", std::vector<std::int64_t>{0, 1, 0}, {"A", "B"}},
                   {"delta", "How far.", std::vector<double>{0.0, -0.5, 0.25}}}};
  return study;
}

TEST_CASE("design description: a results file gives it back", "[results]") {
  const sample::ScratchDirectory directory;
  const ResultsDescription study = designed_study();
  sample::write_file(directory / "a.h5", study, sample::block(study, 0, 12));
  const ResultsFile file(directory / "a.h5");
  CHECK(file.description().design == study.design);
  CHECK(file.factors() == study.factors);
  CHECK(file.metrics() == study.metrics);
  CHECK(file.attributes().at("design_type") == "invented");
  CHECK(file.attributes().at("design_factors") == "network.scale arrivals.process");
  CHECK(file.attributes().at("design_seed") == "9007199254740992");
}

TEST_CASE("design description: a column has a value for each point", "[results]") {
  ResultsDescription study = designed_study();
  study.design.columns[1].values = std::vector<double>{1.0};
  CHECK_THROWS_AS(schema::require_storable(study), std::invalid_argument);
}

TEST_CASE("design description: a factor can't be taken for a column", "[results]") {
  ResultsDescription study = designed_study();
  study.factors[0].name = "design_scale";
  CHECK_THROWS_AS(schema::require_storable(study), std::invalid_argument);
}

}  // namespace
}  // namespace bacelab
