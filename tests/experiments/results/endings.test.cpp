#include "experiments/results/endings.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <string>
#include <vector>

#include "core/errors.hpp"
#include "experiments/results/hdf5/file.hpp"
#include "experiments/results/results_file.hpp"
#include "experiments/results/run_columns.hpp"
#include "experiments/text/storage_error.hpp"
#include "tests/results/sample_file.hpp"
#include "tests/results/sample_study.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

using sample::ScratchDirectory;

const std::vector<RunFailure> some = {
    {0, 3, "lcf", "a message\nof two lines, µ"}, {2, 1, "", ""}, {2, 2, "bace", "another"}};

void require_same(const std::vector<RunFailure>& found, const std::vector<RunFailure>& expected) {
  REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    CHECK(found[i].point == expected[i].point);
    CHECK(found[i].replication == expected[i].replication);
    CHECK(found[i].policy == expected[i].policy);
    CHECK(found[i].message == expected[i].message);
  }
}

TEST_CASE("failures: they come back in order", "[results]") {
  const ScratchDirectory directory;
  hdf5::File file = hdf5::File::create(directory / "a.h5");
  write_failures(file.root(), some);
  require_same(read_failures(file.root()), some);
}

TEST_CASE("failures: none make no group", "[results]") {
  const ScratchDirectory directory;
  hdf5::File file = hdf5::File::create(directory / "a.h5");
  write_failures(file.root(), {});
  CHECK(file.root().names().empty());
  CHECK(read_failures(file.root()).empty());
}

TEST_CASE("failures: one that is there in part is refused", "[results]") {
  const ScratchDirectory directory;
  const hdf5::File file = hdf5::File::create(directory / "a.h5");
  const hdf5::Group group = file.root().create_group("failures");
  group.create_dataset("point", {hdf5::Element::int64, {2}});
  group.create_dataset("replication", {hdf5::Element::int64, {1}});
  group.create_dataset("policy", {hdf5::Element::string, {2}});
  group.create_dataset("message", {hdf5::Element::string, {2}});
  CHECK_THROWS_AS(read_failures(file.root()), StorageError);
}

TEST_CASE("failures: a results file has them", "[results]") {
  const ScratchDirectory directory;
  for (const auto& failures : {some, std::vector<RunFailure>{}}) {
    ColumnWriter store(directory / "a.h5", sample::study());
    store.write(failures);
    store.close();
    require_same(ResultsFile(directory / "a.h5").failures(), failures);
  }
}

TEST_CASE("failures: each variable says what it is", "[results]") {
  const ScratchDirectory directory;
  hdf5::File file = hdf5::File::create(directory / "a.h5");
  write_failures(file.root(), some);
  const hdf5::Group group = file.root().open_group("failures");
  CHECK(group.names() ==
        std::vector<std::string>{"failure", "point", "replication", "policy", "message"});
  for (const char* name : {"point", "replication", "policy", "message"}) {
    INFO(name);
    const hdf5::Dataset variable = group.open_dataset(name);
    CHECK(variable.scale_path(0) == "/failures/failure");
    CHECK(variable.attributes().read_string("units") == "1");
    CHECK_FALSE(variable.attributes().read_string("description").empty());
  }
}

const PrecisionOutcome precise_outcome = {
    {2, StopReason::precision_reached, "overhead of lcf in jct_mean_s", 1.75, {}},
    {4,
     StopReason::maximum_reached,
     "overhead of lcf in cost_usd",
     std::numeric_limits<double>::infinity(),
     {}},
    {3, StopReason::precision_reached, "overhead of lcf in cost_usd", 0.0, {}}};

TEST_CASE("precision variables: a results file gives back how its points ended", "[results]") {
  const sample::ScratchDirectory directory;
  const ResultsDescription study = sample::study();
  ColumnWriter store(directory / "a.h5", study);
  store.write(precise_outcome);
  store.close();
  const ResultsFile file(directory / "a.h5");
  REQUIRE(file.precision());
  CHECK(*file.precision() == precise_outcome);
  CHECK(file.replications_run(0) == 2);
  CHECK(file.replications_run(1) == 4);
  CHECK(file.factors() == study.factors);
}

TEST_CASE("precision variables: what is not of the study is refused", "[results]") {
  const sample::ScratchDirectory directory;
  const auto refused = [&](const PrecisionOutcome& wrong, const char* words) {
    ColumnWriter store(directory / "a.h5", sample::study());
    store.write(wrong);
    store.close();
    CHECK_THROWS_AS(ResultsFile(directory / "a.h5"), InputError);
    CHECK_THROWS_WITH(ResultsFile(directory / "a.h5"), Catch::Contains(words));
  };
  PrecisionOutcome wrong = precise_outcome;
  wrong[1].replications = 5;
  refused(wrong, "a point can't have 5 replications");
  wrong[1].replications = -1;
  refused(wrong, "a point can't have -1 replications");
  wrong = precise_outcome;
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
