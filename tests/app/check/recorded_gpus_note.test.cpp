#include "app/check/recorded_gpus_note.hpp"

#include <catch2/catch.hpp>

#include "tests/experiments/worlds/study_directory.hpp"

namespace bacelab {
namespace {

/// The note on three jobs of qwen2.5-14b, which has 48 layers, without the directory's name.
std::string note_on_trace(const std::string& stages, const std::string& more = "") {
  const testing::StudyDirectory directory;
  directory.write("t.csv", "submit_s,template,max_stages,gpu_hours\n0,qwen2.5-14b," + stages +
                               ",9\n1,qwen2.5-14b,8,9\n2,qwen2.5-14b," + stages + ",9\n");
  const Study study =
      directory
          .read(
              "[regions]\nnames = [\"A\"]\ngpus_from = [128]\n[jobs]\ncount = "
              "3\ntemplates_from = \"trace\"\n" +
              more + "[work]\ndistribution = \"trace\"\n[trace]\nfile = \"t.csv\"\n")
          .at(0);
  const auto note = recorded_gpus_note(study.world, world_id(study, 0, 0));
  return note ? note->substr(note->find("t.csv")) : "";
}

}  // namespace

TEST_CASE("recorded GPUs note: nothing where all jobs have their stages", "[check]") {
  CHECK(note_on_trace("16").empty());
  CHECK(note_on_trace("").empty());
}

TEST_CASE("recorded GPUs note: stages that the template cannot have, or does not want", "[check]") {
  CHECK(note_on_trace("9") ==
        "t.csv: 2 of 3 jobs cannot have their recorded GPUs: 'qwen2.5-14b:9x*x*' has at most 8 "
        "stages");
  // One micro-batch gains nothing from more stages.
  CHECK(note_on_trace("16", "micro_batches = 1\n") ==
        "t.csv: 3 of 3 jobs cannot have their recorded GPUs: 'qwen2.5-14b:16x*x*' has at most 6 "
        "stages");
}

}  // namespace bacelab
