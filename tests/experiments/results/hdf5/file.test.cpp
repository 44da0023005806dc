#include "experiments/results/hdf5/file.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <numeric>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "experiments/text/storage_error.hpp"
#include "tests/experiments/results/file_size_limit.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab::hdf5 {
namespace {

using sample::ScratchDirectory;

template <class T>
std::vector<T> extremes() {
  using Limits = std::numeric_limits<T>;
  return {Limits::lowest(), Limits::max(), Limits::min(), T{0}, T{1}, T{42}};
}

/// Writes a file by `write(root)`, then reads it by `read(root)`.
template <class Write, class Read>
void through_a_file(const Write& write, const Read& read) {
  const ScratchDirectory directory;
  File written = File::create(directory / "a.h5");
  write(written.root());
  written.close();
  read(File::open(directory / "a.h5").root());
}

TEMPLATE_TEST_CASE("hdf5: numbers of each kind come back from a dataset", "[results]", double,
                   std::uint8_t, std::int64_t, std::uint64_t) {
  const std::vector<TestType> values = extremes<TestType>();
  through_a_file(
      [&](const Group& root) {
        const Dataset dataset = root.create_dataset("x", {element_of<TestType>(), {values.size()}});
        dataset.write<TestType>(values, dataset.whole());
      },
      [&](const Group& root) {
        const Dataset dataset = root.open_dataset("x");
        CHECK(dataset.element() == element_of<TestType>());
        CHECK(dataset.shape() == Shape{values.size()});
        CHECK(dataset.read<TestType>(dataset.whole()) == values);
      });
}

TEMPLATE_TEST_CASE("hdf5: numbers of each kind come back from an attribute", "[results]", double,
                   std::uint8_t, std::int64_t, std::uint64_t) {
  const std::vector<TestType> values = extremes<TestType>();
  through_a_file(
      [&](const Group& root) {
        root.attributes().write("one", values[1]);
        root.attributes().write_array<TestType>("many", values);
      },
      [&](const Group& root) {
        CHECK(root.attributes().read<TestType>("one") == values[1]);
        CHECK(root.attributes().read_array<TestType>("many") == values);
      });
}

TEST_CASE("hdf5: texts come back, be they empty, long or not ASCII", "[results]") {
  const std::vector<std::string> texts = {"", "plain", "µ → Σ", std::string(200000, 'x')};
  through_a_file(
      [&](const Group& root) {
        root.create_dataset("texts", {Element::string, {texts.size()}}).write_strings(texts);
        root.attributes().write("long", texts.back());
        root.attributes().write("empty", texts.front());
      },
      [&](const Group& root) {
        const Dataset dataset = root.open_dataset("texts");
        CHECK(dataset.element() == Element::string);
        CHECK(dataset.read_strings() == texts);
        CHECK(root.attributes().read_string("long") == texts.back());
        CHECK(root.attributes().read_string("empty").empty());
      });
}

TEST_CASE("hdf5: an attribute that is written again is replaced", "[results]") {
  through_a_file(
      [](const Group& root) {
        root.attributes().write("a", 1.0);
        root.attributes().write("a", "now a text");
      },
      [](const Group& root) {
        CHECK(root.attributes().names() == std::vector<std::string>{"a"});
        CHECK(root.attributes().read_string("a") == "now a text");
      });
}

TEST_CASE("hdf5: slabs write and read their part only", "[results]") {
  std::vector<double> part(2 * 1 * 3);
  std::iota(part.begin(), part.end(), 1.0);
  through_a_file(
      [&](const Group& root) {
        const Storage storage = {Element::float64, {4, 5, 3}, {2, 2, 3}, -1.0};
        root.create_dataset("x", storage).write<double>(part, {{1, 2, 0}, {2, 1, 3}});
      },
      [&](const Group& root) {
        const Dataset x = root.open_dataset("x");
        CHECK(x.read<double>({{1, 2, 0}, {2, 1, 3}}) == part);
        CHECK(x.read<double>({{2, 2, 1}, {1, 1, 1}}) == std::vector{5.0});
        const std::vector<double> all = x.read<double>(x.whole());
        CHECK(std::accumulate(all.begin(), all.end(), 0.0) == 21.0 - (60 - 6));
      });
}

TEST_CASE("hdf5: a fill value is what was never written, 0 without one", "[results]") {
  through_a_file(
      [](const Group& root) {
        root.create_dataset("nan", {Element::float64, {2}, {2}, std::nan("")});
        root.create_dataset("minus", {Element::int64, {2}, {2}, -1.0});
        root.create_dataset("none", {Element::uint8, {2}, {2}});
      },
      [](const Group& root) {
        CHECK(std::isnan(root.open_dataset("nan").read<double>({{1}, {1}}).front()));
        CHECK(root.open_dataset("minus").read<std::int64_t>({{1}, {1}}).front() == -1);
        CHECK(root.open_dataset("none").read<std::uint8_t>({{1}, {1}}).front() == 0);
      });
}

TEST_CASE("hdf5: dimension scales name the axes of a dataset", "[results]") {
  through_a_file(
      [](const Group& root) {
        const Dataset scale = root.create_dataset("time", {Element::int64, {2}});
        scale.make_scale("time");
        root.create_group("g")
            .create_dataset("x", {Element::float64, {3, 2}})
            .attach_scale(1, scale);
      },
      [](const Group& root) {
        const Dataset x = root.open_group("g").open_dataset("x");
        CHECK(x.scale_path(0).empty());
        CHECK(x.scale_path(1) == "/time");
      });
}

TEST_CASE("hdf5: a group lists its contents in the order in which they were made", "[results]") {
  through_a_file(
      [](const Group& root) {
        root.create_dataset("z", {Element::uint8, {1}});
        root.create_group("a");
      },
      [](const Group& root) {
        CHECK(root.names() == std::vector<std::string>{"z", "a"});
        CHECK(root.contains("a"));
        CHECK_FALSE(root.contains("b"));
      });
}

TEST_CASE("hdf5: values that don't fill their slab are refused", "[results]") {
  through_a_file(
      [](const Group& root) {
        const Dataset x = root.create_dataset("x", {Element::float64, {3}});
        const std::vector<double> two = {1, 2};
        CHECK_THROWS_AS(x.write<double>(two, x.whole()), std::invalid_argument);
      },
      [](const Group&) {});
}

TEST_CASE("hdf5: a file with open objects can't be closed", "[results]") {
  const ScratchDirectory directory;
  File file = File::create(directory / "a.h5");
  const Group root = file.root();
  CHECK_THROWS_AS(file.close(), std::logic_error);
}

namespace {

void write_thousand_values(const File& file) {
  const std::vector<double> values(1000, 1.0);
  const Storage storage = {Element::float64, {values.size()}, {values.size()}};
  const Dataset x = file.root().create_dataset("x", storage);
  x.write<double>(values, x.whole());
}

}  // namespace

TEST_CASE("hdf5: a dataset that stayed open for want of room is told as an error of the disk",
          "[results]") {
  const ScratchDirectory directory;
  File file = File::create(directory / "a.h5");
  file.flush();
  const sample::FileSizeLimit limit(std::filesystem::file_size(directory / "a.h5"));
  write_thousand_values(file);
  CHECK_THROWS_AS(file.close(), StorageError);
}

TEST_CASE("hdf5: the same when the disk takes the rest", "[results]") {
  const ScratchDirectory directory;
  File file = File::create(directory / "a.h5");
  file.flush();
  {
    const sample::FileSizeLimit limit(std::filesystem::file_size(directory / "a.h5"));
    write_thousand_values(file);
  }
  CHECK_THROWS_WITH(file.close(), Catch::Contains("a.h5: cannot write all of it"));
}

}  // namespace
}  // namespace bacelab::hdf5
