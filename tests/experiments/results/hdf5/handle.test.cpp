#include "experiments/results/hdf5/handle.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <utility>
#include <vector>

#include "experiments/results/hdf5/file.hpp"
#include "experiments/text/storage_error.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab::hdf5 {
namespace {

using Catch::Contains;
using sample::ScratchDirectory;

/// A file of 80 kB that is whole.
std::filesystem::path whole_file(const ScratchDirectory& directory) {
  File file = File::create(directory / "a.h5");
  {
    const std::vector<double> values(10000, 1.0);
    const Dataset dataset = file.root().create_dataset("x", {Element::float64, {10000}});
    dataset.write<double>(values, dataset.whole());
  }
  file.close();
  return directory / "a.h5";
}

TEST_CASE("hdf5 failure: a message names the file and the object", "[results]") {
  const ScratchDirectory directory;
  const File file = File::open(whole_file(directory));
  CHECK_THROWS_WITH(file.root().open_dataset("missing"),
                    Contains("a.h5") && Contains("cannot open '/missing'"));
  CHECK_THROWS_WITH(file.root().attributes().read_string("seed"), Contains("'/seed'"));
}

TEST_CASE("hdf5 failure: a file that isn't there", "[results]") {
  const ScratchDirectory directory;
  CHECK_THROWS_WITH(File::open(directory / "none.h5"), Contains("No such file or directory"));
}

TEST_CASE("hdf5 failure: a directory in the place of a file", "[results]") {
  const ScratchDirectory directory;
  CHECK_THROWS_WITH(File::open(directory / ""), Contains("Is a directory"));
}

TEST_CASE("hdf5 failure: a file that isn't HDF5", "[results]") {
  const ScratchDirectory directory;
  std::ofstream(directory / "text.h5") << "just a text";
  CHECK_THROWS_WITH(File::open(directory / "text.h5"), Contains("not an HDF5 file"));
}

TEST_CASE("hdf5 failure: a file that was cut off", "[results]") {
  const ScratchDirectory directory;
  const std::filesystem::path path = whole_file(directory);
  std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
  CHECK_THROWS_WITH(File::open(path), Contains("truncated"));
  std::filesystem::resize_file(path, 0);
  CHECK_THROWS_AS(File::open(path), StorageError);
}

TEST_CASE("hdf5 failure: a place where no file can be made", "[results]") {
  const ScratchDirectory directory;
  CHECK_THROWS_WITH(File::create(directory / "no/such/directory.h5"),
                    Contains("No such file or directory") && Contains("the directory that it"));
}

TEST_CASE("hdf5 failure: the disk is full", "[results]") {
  CHECK_THROWS_WITH(
      [] {
        File file = File::create("/dev/full");
        file.close();
      }(),
      Contains("/dev/full"));
}

int closed = 0;  // how often; a closer is a plain function

int close_well(Id) { return ++closed, 0; }
int close_badly(Id) { return ++closed, -1; }

TEST_CASE("hdf5 handle: an identifier is closed once", "[results]") {
  closed = 0;
  {
    Handle first(7, close_well);
    const Handle second = std::move(first);
    CHECK(second.get() == 7);
    CHECK(closed == 0);
  }
  CHECK(closed == 1);
}

TEST_CASE("hdf5 handle: one that gets another identifier closes its own", "[results]") {
  closed = 0;
  Handle handle(7, close_well);
  handle = Handle(8, close_well);
  CHECK(closed == 1);
  CHECK(handle.get() == 8);
}

TEST_CASE("hdf5 handle: closing reports a failure and is not tried again", "[results]") {
  closed = 0;
  Handle handle(7, close_badly);
  CHECK(handle.is_open());
  CHECK_FALSE(handle.close());
  CHECK_FALSE(handle.is_open());
  CHECK(handle.close());
  CHECK(closed == 1);
}

TEST_CASE("hdf5 handle: without an identifier there is nothing to close", "[results]") {
  closed = 0;
  CHECK_FALSE(Handle().is_open());
  CHECK(Handle().close());
  CHECK(closed == 0);
}

}  // namespace
}  // namespace bacelab::hdf5
