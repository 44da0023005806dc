#include "experiments/results/precision_variables.hpp"

#include <catch2/catch.hpp>
#include <limits>

#include "core/errors.hpp"
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

TEST_CASE("precision variables: what is not of the study is refused", "[results]") {
  const sample::ScratchDirectory directory;
  const auto refused = [&](const PrecisionOutcome& wrong, const char* words) {
    ResultsStore store(directory / "a.h5", sample::study());
    store.write(wrong);
    store.close();
    CHECK_THROWS_AS(ResultsFile(directory / "a.h5"), InputError);
    CHECK_THROWS_WITH(ResultsFile(directory / "a.h5"), Catch::Contains(words));
  };
  PrecisionOutcome wrong = outcome;
  wrong[1].replications = 5;
  refused(wrong, "a point can't have 5 replications");
  wrong[1].replications = -1;
  refused(wrong, "a point can't have -1 replications");
  wrong = outcome;
  wrong[2].reason = static_cast<StopReason>(7);
  refused(wrong, "there is no stop reason 7");
  wrong.pop_back();
  refused(wrong, "the precision of some points is missing");
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
