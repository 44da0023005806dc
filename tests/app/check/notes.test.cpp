#include "app/check/notes.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "tests/experiments/worlds/study_directory.hpp"

namespace bacelab {
namespace {

/// Does a note on a study with so many of a trace's three jobs say that they are a part?
bool says_part_of_trace(const std::string& count) {
  const testing::StudyDirectory directory;
  directory.write("t.csv", "submit_s,template\n0,qwen2.5-14b\n1,qwen2.5-14b\n2,qwen2.5-14b\n");
  const Study study =
      directory
          .read("[regions]\nnames = [\"A\"]\ngpus_from = [128]\n[jobs]\ncount = " + count +
                "\ntemplates_from = \"trace\"\n[trace]\nfile = \"t.csv\"\n")
          .at(0);
  const auto notes = notes_on(study);
  return std::any_of(notes.begin(), notes.end(), [&](const std::string& note) {
    return note.ends_with("t.csv: a world has " + count + " of its 3 jobs (jobs.count)");
  });
}

}  // namespace

TEST_CASE("notes: worlds with a part of a trace's jobs", "[check]") {
  CHECK(says_part_of_trace("2"));
  CHECK_FALSE(says_part_of_trace("3"));
  CHECK_FALSE(says_part_of_trace("7"));
}

}  // namespace bacelab
