#include "experiments/results/failures.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "experiments/results/hdf5/file.hpp"
#include "experiments/results/results_file.hpp"
#include "experiments/results/results_store.hpp"
#include "experiments/results/storage_error.hpp"
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
    ResultsStore store(directory / "a.h5", sample::study());
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

}  // namespace
}  // namespace bacelab
