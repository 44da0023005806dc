#include "experiments/results/output/finished_results.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/errors.hpp"
#include "experiments/box/run_block.hpp"
#include "tests/experiments/results/output/finished_files.hpp"
#include "tests/experiments/results/output/reproducible.hpp"
#include "tests/experiments/text/messages.hpp"
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

namespace {

using Catch::Contains;
namespace fs = std::filesystem;

/// A study, the results of an undisturbed run of it, and shards of it.
class Shards {
 public:
  Shards() { write_worlds(whole(), study_, {all_of(study_)}); }

  [[nodiscard]] fs::path whole() const { return directory_ / "whole.h5"; }
  [[nodiscard]] fs::path merged() const { return directory_ / "merged.h5"; }
  [[nodiscard]] std::size_t files() const { return directory_.file_count(); }
  [[nodiscard]] fs::path operator/(const std::string& name) const { return directory_ / name; }

  void add(const Ranges& worlds, const std::vector<std::string>& settings = {}) {
    paths_.push_back(directory_ / (std::to_string(paths_.size()) + ".h5"));
    write_worlds(paths_.back(), small_results(settings), worlds);
  }
  void add_file(const fs::path& path) { paths_.push_back(path); }

  [[nodiscard]] RunCounts merge(ExistingFile existing = ExistingFile::refuse) const {
    return merge_shards(paths_, merged(), existing, "bacelab merge").counts;
  }
  [[nodiscard]] std::string refusal() const {
    const std::size_t before = files();
    const std::string message = message_of([&] { static_cast<void>(merge()); });
    CHECK(files() == before);
    return message;
  }

 private:
  ScratchDirectory directory_;
  ResultsDescription study_ = small_results();
  std::vector<fs::path> paths_;
};

}  // namespace

TEST_CASE("merge shards: together they are the whole, in any order", "[output]") {
  Shards shards;
  shards.add({{6, 4}});
  shards.add({{0, 2}, {4, 2}});
  shards.add({{2, 2}});
  const RunCounts counts = shards.merge();
  CHECK(reproducible(shards.merged()) == reproducible(shards.whole()));
  CHECK(counts.worlds == 10);
  CHECK(counts.runs == 20);
  CHECK(counts.failed == 3);
  REQUIRE(counts.failures.size() == 3);
  CHECK(counts.failures[0].message == "point 0, replication 2");
  CHECK(counts.failures[2].message == "point 1, replication 4");
  CHECK(shards.files() == 5);  // and no directory of segments
}

TEST_CASE("merge shards: worlds may be in several if they are equal", "[output]") {
  Shards shards;
  shards.add({{0, 7}});
  shards.add({{3, 7}});
  shards.add_file(shards.whole());
  CHECK(shards.merge().worlds == 10);
  CHECK(reproducible(shards.merged()) == reproducible(shards.whole()));
}

TEST_CASE("merge shards: worlds that differ in two are refused", "[output]") {
  Shards shards;
  shards.add({{0, 7}});
  const ResultsDescription study = small_results();
  RunBlock other = made_up_of(study, {6, 4});
  other.metrics_of(0, 1)[0] += 1.0;
  {
    ResultsFileWriter writer(shards / "other.h5", study);
    writer.accept(other);
    writer.finish({}, other.failures);
    writer.commit();
  }
  shards.add_file(shards / "other.h5");
  const std::string message = shards.refusal();
  CHECK_THAT(message, Contains("0.h5 and ") && Contains("other.h5 have different results"));
  CHECK_THAT(message, Contains("point 1, replications 1 to 1"));
}

TEST_CASE("merge shards: worlds that are in none are named", "[output]") {
  Shards shards;
  shards.add({{0, 2}});
  shards.add({{5, 3}});
  const std::string message = shards.refusal();
  CHECK_THAT(message, Contains("5 of 10 worlds are in none of the 2 files"));
  CHECK_THAT(message, Contains("point 0, replications 2 to 4"));
  CHECK_THAT(message, Contains("point 1, replications 3 to 4"));
}

TEST_CASE("merge shards: a long gap is named from end to end, of many the first", "[output]") {
  Shards shards;
  shards.add({{3, 1}});
  CHECK_THAT(shards.refusal(), Contains("point 0, replication 4 to point 1, replication 4"));
  Shards holes;
  holes.add({{1, 1}, {3, 1}, {5, 1}, {7, 1}, {9, 1}});
  CHECK_THAT(holes.refusal(), Contains("replications 1 to 1; ...") && !Contains("3 to 3; ..."));
}

TEST_CASE("merge shards: a shard of another study is refused", "[output]") {
  for (const auto& [setting, difference] :
       {std::pair{"study.seed=2", "study.seed: 2 there, 1 here"},
        std::pair{"study.replications=6", "study.replications: 6 there, 5 here"}}) {
    Shards shards;
    shards.add({{0, 5}});
    shards.add({{5, 5}}, {setting});
    CHECK_THAT(shards.refusal(),
               Contains("1.h5: is of another study than") && Contains(difference));
  }
}

TEST_CASE("merge shards: a shard that does not say whose it is is refused", "[output]") {
  Shards shards;
  shards.add({{0, 5}});
  ResultsDescription study = small_results();
  study.identity.reset();
  write_worlds(shards / "old.h5", study, {{5, 5}});
  shards.add_file(shards / "old.h5");
  CHECK_THAT(shards.refusal(), Contains("old.h5: was written by an earlier version"));
}

TEST_CASE("merge shards: a shard that was stopped has no file yet", "[output]") {
  Shards shards;
  shards.add({{0, 5}});
  leave_unfinished(shards / "late.h5", small_results(), {{5, 5}});
  shards.add_file(shards / "late.h5");
  CHECK_THAT(shards.refusal(),
             Contains("late.h5: this shard is not finished") && Contains("--resume"));
  shards.add_file(shards / "never.h5");
  CHECK_FALSE(shards.refusal().empty());
}

TEST_CASE("merge shards: an output that is there is replaced only if asked", "[output]") {
  Shards shards;
  shards.add_file(shards.whole());
  std::ofstream(shards.merged()) << "old";
  CHECK_THAT(shards.refusal(), Contains("merged.h5"));
  CHECK(bytes_of(shards.merged()) == "old");
  CHECK(shards.merge(ExistingFile::replace).worlds == 10);
  CHECK(reproducible(shards.merged()) == reproducible(shards.whole()));
}

TEST_CASE("merge shards: an output that another run writes is refused", "[output]") {
  Shards shards;
  shards.add_file(shards.whole());
  const SegmentDirectory owner(shards.merged());
  CHECK_THAT(shards.refusal(), Contains("another execution is writing here"));
}

TEST_CASE("merge shards: a study with a precision target is not a shard", "[output]") {
  Shards shards;
  {
    const ResultsDescription study = small_results();
    ResultsFileWriter writer(shards / "ended.h5", study);
    writer.accept(made_up_of(study, {0, 3}));
    writer.finish({}, {}, PrecisionOutcome(2, {3, StopReason::precision_reached, "a", 1.0}));
    writer.commit();
  }
  shards.add_file(shards / "ended.h5");
  CHECK_THAT(shards.refusal(), Contains("ended.h5: is of a study with a precision target"));
}

}  // namespace bacelab
