#include "experiments/results/selection_endings.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "core/errors.hpp"
#include "experiments/results/results_file.hpp"
#include "experiments/results/run_columns.hpp"
#include "tests/results/sample_study.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

PointSelection selection(double zone, PolicyEnd first, PolicyEnd second) {
  return {"cost_usd", zone, {first, second}};
}

const PrecisionOutcome outcome = {
    {2, StopReason::best_selected, "", 0.0,
     selection(1.5, {2, Verdict::selected}, {1, Verdict::worse})},
    {4, StopReason::maximum_reached, "", 0.0,
     selection(2.5, {4, Verdict::undecided}, {4, Verdict::undecided})},
    {3, StopReason::indifferent, "", 0.0,
     selection(0.5, {3, Verdict::indifferent}, {3, Verdict::selected})}};

void write_selection(const std::filesystem::path& path, const PrecisionOutcome& ends) {
  ColumnWriter store(path, sample::study());
  store.write(ends);
  store.close();
}

TEST_CASE("selection variables: a results file gives back what became of each policy",
          "[results]") {
  const sample::ScratchDirectory directory;
  write_selection(directory / "a.h5", outcome);
  const ResultsFile file(directory / "a.h5");
  REQUIRE(file.precision());
  CHECK(*file.precision() == outcome);
  CHECK(file.replications_run(0) == 2);
  CHECK(file.replications_run(0, "bace") == 2);
  CHECK(file.replications_run(0, "lcf") == 1);
}

TEST_CASE("selection variables: they name the best, and the zone has the metric's unit",
          "[results]") {
  const sample::ScratchDirectory directory;
  write_selection(directory / "a.h5", outcome);
  const hdf5::File file = hdf5::File::open(directory / "a.h5");
  const hdf5::Group root = file.root();
  CHECK(root.open_dataset("selected").read_strings() ==
        std::vector<std::string>{"bace", "", "lcf"});
  CHECK(root.open_dataset("selected").attributes().read_string("metric") == "cost_usd");
  CHECK(root.open_dataset("indifference_zone").attributes().read_string("units") == "USD");
  CHECK(root.open_dataset("dropped_from").scale_path(1) == "/policy");
  CHECK_FALSE(root.contains("last_comparison"));
}

TEST_CASE("selection variables: what is not of the study is refused", "[results]") {
  const sample::ScratchDirectory directory;
  const auto refused = [&](const PrecisionOutcome& wrong, const char* words) {
    write_selection(directory / "a.h5", wrong);
    CHECK_THROWS_WITH(ResultsFile(directory / "a.h5"), Catch::Contains(words));
  };
  PrecisionOutcome wrong = outcome;
  wrong[0].selection->policies[1].verdict = static_cast<Verdict>(9);
  refused(wrong, "there is no verdict 9");
  wrong = outcome;
  wrong[0].selection->policies[1].replications = 3;
  refused(wrong, "a policy can't be dropped from replication 3 on");
}

}  // namespace
}  // namespace bacelab
