#include "experiments/results/output/finished_results.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <vector>

#include "core/errors.hpp"
#include "experiments/box/block_bytes.hpp"
#include "tests/experiments/results/output/finished_files.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
using namespace bacelab::testing;
using Ranges = std::vector<WorldRange>;
using sample::ScratchDirectory;

TEST_CASE("finished results: they are of the study that was run", "[output]") {
  const ScratchDirectory directory;
  const ResultsDescription study = small_results();
  write_worlds(directory / "a.h5", study, {all_of(study)});
  const FinishedResults results(directory / "a.h5");
  CHECK(results.path() == directory / "a.h5");
  CHECK(results.identity() == study.identity);
  CHECK(results.description().replications == 5);
  CHECK(results.worlds().within(all_of(study)) == Ranges{{0, 10}});
}

TEST_CASE("finished results: only worlds that have run are there", "[output]") {
  const ScratchDirectory directory;
  const ResultsDescription study = small_results();
  const Ranges ranges = {{1, 2}, {4, 3}, {9, 1}};
  write_worlds(directory / "a.h5", study, ranges);
  CHECK(FinishedResults(directory / "a.h5").worlds().within(all_of(study)) == ranges);
}

TEST_CASE("finished results: what is read is what was written, across points too", "[output]") {
  const ScratchDirectory directory;
  const ResultsDescription study = small_results();
  write_worlds(directory / "a.h5", study, {all_of(study)});
  const FinishedResults results(directory / "a.h5");
  for (const WorldRange& worlds : Ranges{{0, 10}, {0, 1}, {3, 4}, {5, 5}, {9, 1}}) {
    CAPTURE(worlds.first, worlds.count);
    // Bytes: what failed is among them, numbers and messages.
    CHECK(pack(results.read(worlds)) == pack(made_up_of(study, worlds)));
  }
}

TEST_CASE("finished results: a file that has no identity can be read all the same", "[output]") {
  const ScratchDirectory directory;
  ResultsDescription study = small_results();
  study.identity.reset();
  write_worlds(directory / "a.h5", study, {all_of(study)});
  const FinishedResults results(directory / "a.h5");
  CHECK(results.worlds().count() == study.box().worlds());
  CHECK_THROWS_AS(results.identity(), InputError);
  CHECK_THROWS_WITH(results.identity(), Catch::Contains("a.h5: was written by an earlier version"));
}

TEST_CASE("finished results: other files are refused", "[output]") {
  const ScratchDirectory directory;
  std::ofstream(directory / "a.h5") << "text";
  CHECK_THROWS_AS(FinishedResults(directory / "a.h5"), InputError);
  CHECK_THROWS_AS(FinishedResults(directory / "none.h5"), InputError);
}

TEST_CASE("finished results: what is read at a time fits into memory", "[output]") {
  const RunBlockShape shape = run_block_shape(small_results());
  const std::size_t at_a_time = worlds_at_a_time(shape);
  CHECK(at_a_time > 1);
  CHECK(byte_count(RunBlock({0, at_a_time}, shape)) <= std::size_t{4} << 20);
  CHECK(worlds_at_a_time({100, 100, 100, 100}) == 1);  // even if one alone is larger
}

}  // namespace bacelab
