#include "experiments/results/precision_variables.hpp"

#include <catch2/catch.hpp>
#include <limits>

#include "experiments/results/results_file.hpp"
#include "tests/results/sample_file.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

const PrecisionOutcome outcome = {
    {2, StopReason::precision_reached, "overhead of lcf in jct_mean_s", 1.75},
    {4, StopReason::maximum_reached, "overhead of lcf in cost_usd",
     std::numeric_limits<double>::infinity()},
    {3, StopReason::precision_reached, "overhead of lcf in cost_usd", 0.0}};

TEST_CASE("precision variables: a results file gives back how its points ended", "[results]") {
  const sample::ScratchDirectory directory;
  const ResultsDescription study = sample::study();
  ResultsStore store(directory / "a.h5", study);
  store.write(outcome);
  store.close();
  const ResultsFile file(directory / "a.h5");
  REQUIRE(file.precision());
  CHECK(*file.precision() == outcome);
  CHECK(file.replications_run(0) == 2);
  CHECK(file.replications_run(1) == 4);
  CHECK(file.factors() == study.factors);
}

TEST_CASE("precision variables: without a target all replications are there", "[results]") {
  const sample::ScratchDirectory directory;
  sample::write_file(directory / "a.h5", sample::study());
  const ResultsFile file(directory / "a.h5");
  CHECK_FALSE(file.precision());
  CHECK(file.replications_run(2) == 4);
}

}  // namespace
}  // namespace bacelab
