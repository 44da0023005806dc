#include "experiments/results/contour_endings.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <vector>

#include "core/no_value.hpp"
#include "experiments/results/results_file.hpp"
#include "experiments/results/run_columns.hpp"
#include "tests/results/sample_study.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

PointPrecision contour_end_of(std::int64_t replications, StopReason reason,
                              const PointContour& contour) {
  return {replications, reason, "", 0.0, {}, contour};
}

const PrecisionOutcome outcome = {
    contour_end_of(2, StopReason::side_known, {Side::above, 0.25, 0.1}),
    contour_end_of(0, StopReason::not_needed, {Side::closed, no_value, no_value}),
    contour_end_of(4, StopReason::maximum_reached,
                   {Side::in_doubt, no_value, std::numeric_limits<double>::infinity()})};

void write(const std::filesystem::path& path, const PrecisionOutcome& ends) {
  ColumnWriter store(path, sample::study());
  store.write(ends);
  store.close();
}

TEST_CASE("contour variables: a results file gives back the sides of its points", "[results]") {
  const sample::ScratchDirectory directory;
  write(directory / "a.h5", outcome);
  const ResultsFile file(directory / "a.h5");
  REQUIRE(file.precision());
  CHECK(*file.precision() == outcome);
  CHECK(file.replications_run(1) == 0);
  CHECK(file.points_run() == std::vector<std::size_t>{0, 2});
}

TEST_CASE("contour variables: a side that does not exist is refused", "[results]") {
  const sample::ScratchDirectory directory;
  PrecisionOutcome wrong = outcome;
  wrong[0].contour->side = static_cast<Side>(8);
  write(directory / "a.h5", wrong);
  CHECK_THROWS_WITH(ResultsFile(directory / "a.h5"), Catch::Contains("there is no side 8"));
}

}  // namespace
}  // namespace bacelab
