#include "experiments/results/results_file_writer.hpp"

#include <catch2/catch.hpp>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/errors.hpp"
#include "experiments/results/hdf5/file.hpp"
#include "experiments/results/results_file.hpp"
#include "experiments/text/storage_error.hpp"
#include "tests/experiments/box/blocks.hpp"
#include "tests/experiments/results/file_size_limit.hpp"
#include "tests/results/sample_study.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

RunBlock worlds(std::size_t first, std::size_t count) { return {{first, count}, {2, 3, 0, 0}}; }

TEST_CASE("block buffer: adjacent blocks come out together, in order", "[results]") {
  BlockBuffer buffer(1000000);
  for (const std::size_t first : {20, 5, 0, 25}) buffer.add(worlds(first, 5));
  const auto groups = buffer.take();
  REQUIRE(groups.size() == 2);
  REQUIRE(groups[0].size() == 2);
  REQUIRE(groups[1].size() == 2);
  CHECK(groups[0][0].worlds.first == 0);
  CHECK(groups[0][1].worlds.first == 5);
  CHECK(groups[1][0].worlds.first == 20);
  CHECK(groups[1][1].worlds.first == 25);
  CHECK(buffer.take().empty());
}

TEST_CASE("block buffer: it is full from its capacity on, and empty when taken", "[results]") {
  BlockBuffer buffer(2 * byte_count(worlds(0, 5)));
  buffer.add(worlds(0, 5));
  CHECK_FALSE(buffer.is_full());
  buffer.add(worlds(5, 5));
  CHECK(buffer.is_full());
  static_cast<void>(buffer.take());
  CHECK_FALSE(buffer.is_full());
}

TEST_CASE("block buffer: a block that comes again replaces the first", "[results]") {
  BlockBuffer buffer(2 * byte_count(worlds(0, 5)));
  buffer.add(worlds(0, 5));
  buffer.add(worlds(0, 5));
  CHECK_FALSE(buffer.is_full());
  CHECK(buffer.take().size() == 1);
}

TEST_CASE("block buffer: blocks that overlap are not put together", "[results]") {
  BlockBuffer buffer(1000000);
  buffer.add(worlds(0, 5));
  buffer.add(worlds(3, 5));
  CHECK(buffer.take().size() == 2);
}

using Catch::Contains;
using sample::ScratchDirectory;

void write_study(const std::filesystem::path& path, const ResultsDescription& study,
                 const std::vector<std::size_t>& firsts, std::size_t count) {
  ResultsFileWriter writer(path, study);
  for (const std::size_t first : firsts) writer.accept(sample::block(study, first, count));
  writer.finish({});
  writer.commit();
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A study whose blocks don't fit the writer's memory together.
ResultsDescription large_study() {
  ResultsDescription study = sample::study_with_jobs();
  study.replications = 50000;
  return study;
}

TEST_CASE("results file writer: the order of the blocks does not matter", "[results]") {
  const ScratchDirectory directory;
  const ResultsDescription study = sample::study_with_jobs();
  write_study(directory / "a.h5", study, {0, 3, 6, 9}, 3);
  write_study(directory / "b.h5", study, {6, 0, 9, 3}, 3);
  CHECK(bytes_of(directory / "a.h5") == bytes_of(directory / "b.h5"));
  CHECK(directory.file_count() == 2);
}

TEST_CASE("results file writer: a study larger than its memory is written whole", "[results]") {
  const ScratchDirectory directory;
  const ResultsDescription study = large_study();
  const std::size_t half = study.box().worlds() / 2;
  write_study(directory / "a.h5", study, {half, 0}, half);
  const hdf5::File file = hdf5::File::open(directory / "a.h5");
  const hdf5::Dataset cost = file.root().open_dataset("cost_usd");
  const std::vector<double> values = cost.read<double>(cost.whole());
  std::size_t wrong = 0;
  for (std::size_t run = 0; run < values.size(); ++run) {
    if (values[run] != sample::metric_value(run / 2, run % 2, 1)) ++wrong;
  }
  CHECK(wrong == 0);
}

TEST_CASE("results file writer: there is no file before the end", "[results]") {
  const ScratchDirectory directory;
  const ResultsDescription study = sample::study();
  {
    ResultsFileWriter writer(directory / "a.h5", study);
    writer.accept(sample::block(study, 0, 12));
    writer.finish({});
    CHECK_FALSE(std::filesystem::exists(directory / "a.h5"));
    CHECK(directory.file_count() == 1);
  }
  CHECK(directory.file_count() == 0);
}

TEST_CASE("results file writer: it may be written in another directory", "[results]") {
  const ScratchDirectory directory;
  const ResultsDescription study = sample::study();
  write_study(directory / "a.h5", study, {0}, 12);
  std::filesystem::create_directory(directory / "other");
  {
    ResultsFileWriter writer(directory / "b.h5", study, ExistingFile::refuse, directory / "other");
    CHECK_FALSE(std::filesystem::is_empty(directory / "other"));
    writer.accept(sample::block(study, 0, 12));
    writer.finish({});
    CHECK(directory.file_count() == 2);
    writer.commit();
  }
  CHECK(std::filesystem::is_empty(directory / "other"));
  CHECK(bytes_of(directory / "a.h5") == bytes_of(directory / "b.h5"));
}

TEST_CASE("results file writer: why runs failed is written too", "[results]") {
  const ScratchDirectory directory;
  const ResultsDescription study = sample::study();
  const std::vector<RunFailure> failures = {{0, 3, "lcf", "one"}, {2, 1, "", "two\nlines"}};
  {
    ResultsFileWriter writer(directory / "a.h5", study);
    writer.accept(sample::block(study, 0, 12));
    writer.finish({}, failures);
    writer.commit();
  }
  CHECK(ResultsFile(directory / "a.h5").failures() == failures);
}

TEST_CASE("results file writer: a file that exists is refused unless it is to be replaced",
          "[results]") {
  const ScratchDirectory directory;
  const ResultsDescription study = sample::study();
  write_study(directory / "a.h5", study, {0}, 12);
  CHECK_THROWS_AS(ResultsFileWriter(directory / "a.h5", study), InputError);
  ResultsFileWriter writer(directory / "a.h5", study, ExistingFile::replace);
  CHECK_NOTHROW(writer.finish({}));
  CHECK_NOTHROW(writer.commit());
}

TEST_CASE("results file writer: a directory that isn't there", "[results]") {
  const ScratchDirectory directory;
  CHECK_THROWS_WITH(ResultsFileWriter(directory / "none/a.h5", sample::study()),
                    Contains("none/a.h5") && Contains("No such file or directory"));
}

TEST_CASE("results file writer: blocks of another study are refused", "[results]") {
  const ScratchDirectory directory;
  const ResultsDescription study = sample::study();
  ResultsFileWriter writer(directory / "a.h5", study);
  CHECK_THROWS_AS(writer.accept(sample::block(study, 10, 3)), std::invalid_argument);
  CHECK_THROWS_AS(writer.accept(sample::block(sample::study_with_jobs(), 0, 1)),
                  std::invalid_argument);
  RunBlock inconsistent = sample::block(study, 0, 1);
  inconsistent.metrics.clear();
  CHECK_THROWS_AS(writer.accept(inconsistent), std::invalid_argument);
  writer.finish({});
  CHECK_THROWS_AS(writer.accept(sample::block(study, 0, 1)), std::invalid_argument);
}

/// Writes a study while files can't grow beyond `limit`. The message of the error, if there is one.
std::optional<std::string> error_under(rlim_t limit, const std::filesystem::path& path,
                                       const ResultsDescription& study) {
  const sample::FileSizeLimit limited(limit);
  try {
    write_study(path, study, {0}, study.box().worlds());
  } catch (const StorageError& error) {
    return error.what();
  }
  return std::nullopt;
}

void require_nothing_left_below(const ResultsDescription& study, std::size_t steps) {
  const ScratchDirectory directory;
  write_study(directory / "a.h5", study, {0}, study.box().worlds());
  const std::uintmax_t size = std::filesystem::file_size(directory / "a.h5");
  CHECK_FALSE(error_under(2 * size, directory / "b.h5", study));
  std::filesystem::remove(directory / "b.h5");
  for (std::size_t step = 0; step < steps; ++step) {
    const auto error = error_under(size * step / steps, directory / "b.h5", study);
    REQUIRE(error);
    CHECK_THAT(*error, Contains("b.h5") && Contains("File too large") && Contains("ulimit"));
    CHECK(directory.file_count() == 1);
  }
}

TEST_CASE("results file writer: wherever the disk gets full, no file is left", "[results]") {
  require_nothing_left_below(sample::study_with_jobs(), 40);
}

TEST_CASE("results file writer: a disk that gets full while blocks are written", "[results]") {
  require_nothing_left_below(large_study(), 4);
}

TEST_CASE("results file writer: after a full disk it takes nothing any more", "[results]") {
  const ScratchDirectory directory;
  const ResultsDescription study = sample::study();
  ResultsFileWriter writer(directory / "a.h5", study);
  writer.accept(sample::block(study, 0, 12));
  {
    const sample::FileSizeLimit limit(100);
    CHECK_THROWS_AS(writer.finish({}), StorageError);
  }
  CHECK(directory.file_count() == 0);
  CHECK_THROWS_AS(writer.finish({}), std::invalid_argument);
  CHECK_THROWS_AS(writer.accept(sample::block(study, 0, 1)), std::invalid_argument);
}

}  // namespace
}  // namespace bacelab
