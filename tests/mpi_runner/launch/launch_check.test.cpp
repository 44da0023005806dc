#include "mpi_runner/launch/launch_check.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "experiments/random/fingerprint.hpp"
#include "mpi_runner/launch/threads.hpp"
#include "tests/experiments/text/messages.hpp"
#include "tests/mpi_runner/launch/session.hpp"
#include "tests/support/environment_variable.hpp"

namespace bacelab {
namespace {

using Catch::Contains;
using testing::EnvironmentVariable;
using testing::session;

/// Four ranks that agree, two on each of two hosts.
std::vector<RankFacts> facts_that_agree() {
  std::vector<RankFacts> facts(4, {"program", "study", "a", 2, 2});
  facts[2].host = facts[3].host = "b";
  return facts;
}

std::string refusal_of(const std::vector<RankFacts>& facts) {
  return message_of([&] { check_facts(facts); });
}

}  // namespace

TEST_CASE("launch check: ranks that agree are welcome", "[launch]") {
  CHECK(check_facts(facts_that_agree()).empty());
  CHECK(check_facts({{"program", "study", "a", 1, 1}}).empty());
}

TEST_CASE("launch check: another build is refused and named by rank and host", "[launch]") {
  auto facts = facts_that_agree();
  facts[2].program = "other";
  facts[3].program = "other";
  const std::string message = refusal_of(facts);
  CHECK_THAT(message, Contains("rank 2 on host b runs another build"));
  CHECK_THAT(message, Contains("rank 0 on host a"));
  CHECK_THAT(message, Contains("the same file"));
}

TEST_CASE("launch check: another arithmetic is refused", "[launch]") {
  auto facts = facts_that_agree();
  facts[3].arithmetic = "0123456789abcdef";
  CHECK_THAT(refusal_of(facts), Contains("rank 3 on host b computes with another arithmetic"));
  CHECK(facts_of_rank("", 1).arithmetic == arithmetic_fingerprint());
}

TEST_CASE("launch check: another study is refused", "[launch]") {
  auto facts = facts_that_agree();
  facts[1].study = "other";
  CHECK_THAT(refusal_of(facts), Contains("rank 1 on host a reads another study"));
}

TEST_CASE("launch check: the first rank's study serves those that don't see the file", "[launch]") {
  auto facts = facts_that_agree();
  facts[3].study.clear();
  CHECK(check_facts(facts).empty());
}

TEST_CASE("launch check: a file of the study with other content is refused by its name",
          "[launch]") {
  auto facts = facts_that_agree();
  for (RankFacts& rank : facts) rank.inputs = {"links.csv xxh3:1", "prices.csv xxh3:2"};
  CHECK(check_facts(facts).empty());
  facts[3].inputs[1] = "prices.csv xxh3:3";
  const std::string message = refusal_of(facts);
  CHECK_THAT(message, Contains("rank 3 on host b finds other content in a file of the study"));
  CHECK_THAT(message, Contains("(prices.csv xxh3:3)") && !Contains("links.csv"));
  CHECK_THAT(message, Contains("rank 0 on host a") && Contains("the same files"));
}

TEST_CASE("launch check: a file that only some ranks read is refused by its name", "[launch]") {
  auto facts = facts_that_agree();
  for (RankFacts& rank : facts) rank.inputs = {"links.csv xxh3:1", "prices.csv xxh3:2"};
  SECTION("this rank does not") {
    facts[1].inputs.pop_back();
    CHECK_THAT(refusal_of(facts), Contains("rank 1 on host a") && Contains("(prices.csv xxh3:2)"));
  }
  SECTION("only this rank does") {
    facts[1].inputs.push_back("jobs.csv xxh3:4");
    CHECK_THAT(refusal_of(facts), Contains("rank 1 on host a") && Contains("(jobs.csv xxh3:4)"));
  }
}

TEST_CASE("launch check: a rank that can't read the study says why", "[launch]") {
  auto facts = facts_that_agree();
  for (RankFacts& rank : facts) rank.inputs = {"links.csv xxh3:1"};
  facts[2].inputs.clear();
  facts[2].problem = "links.csv: the file cannot be opened";
  CHECK_THAT(
      refusal_of(facts),
      Contains("rank 2 on host b can't read the study: links.csv: the file cannot be opened; "
               "put its files where all ranks see them"));
}

TEST_CASE("launch check: too few cores for the threads are a warning", "[launch]") {
  auto facts = facts_that_agree();
  facts[1].cores = facts[3].cores = 1;
  const auto warnings = check_facts(facts);
  REQUIRE(warnings.size() == 1);
  CHECK_THAT(warnings[0], Contains("2 of 4 ranks") && Contains("--bind-to none"));
  CHECK_THAT(check_facts({{"program", "study", "a", 2, 1}}).at(0),
             Contains("1 of 1 rank;") && Contains("2 threads on 1 core:"));
}

TEST_CASE("launch check: the facts of a rank", "[launch]") {
  const RankFacts facts = facts_of_rank("[study]\nseed = 1\n", 3);
  CHECK(facts.threads == 3);
  CHECK(facts.cores == usable_cores());
  CHECK_FALSE(facts.host.empty());
  CHECK(facts.program == facts_of_rank("", 1).program);
  CHECK(facts.study == facts_of_rank("[study]\nseed = 1\n", 1).study);
  CHECK(facts.study != facts_of_rank("[study]\nseed = 2\n", 3).study);
  CHECK(facts_of_rank("", 3).study.empty());
}

TEST_CASE("launch check: all ranks send their facts to the first", "[launch]") {
  CHECK(check_launch(session(), facts_of_rank("study", 1)).empty());
  RankFacts blind = facts_of_rank("study", 1);
  blind.problem = "links.csv: no such file";
  CHECK_THAT(message_of([&] { check_launch(session(), blind); }), Contains(blind.problem));
  const auto warnings = check_launch(session(), facts_of_rank("study", 4096));
  REQUIRE(warnings.size() == 1);
  CHECK_THAT(warnings[0], Contains("rank 0 has 4096 threads"));
}

TEST_CASE("launch check: copies that srun started without MPI are refused", "[launch]") {
  const EnvironmentVariable no_mpirun("OMPI_COMM_WORLD_SIZE", nullptr);
  const EnvironmentVariable tasks("SLURM_STEP_NUM_TASKS", "8");
  CHECK_THAT(message_of([] { require_connected_ranks(1); }),
             Contains("srun started 8 programs") && Contains("--mpi=pmix"));
  CHECK(message_of([] { require_connected_ranks(8); }).empty());
}

TEST_CASE("launch check: a program without MPI is started once", "[launch]") {
  const EnvironmentVariable no_slurm("SLURM_STEP_NUM_TASKS", nullptr);
  const EnvironmentVariable no_pmi("PMI_SIZE", nullptr);
  for (const char* started : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "SLURM_STEP_NUM_TASKS"}) {
    const EnvironmentVariable four(started, "4");
    CHECK_THAT(message_of([] { require_connected_ranks(1, false); }),
               Contains("4 processes") && Contains("--threads"));
  }
  const EnvironmentVariable one("OMPI_COMM_WORLD_SIZE", "1");
  CHECK(message_of([] { require_connected_ranks(1, false); }).empty());
}

TEST_CASE("launch check: alone, under mpirun or as one task there are no copies", "[launch]") {
  const EnvironmentVariable no_mpirun("OMPI_COMM_WORLD_SIZE", nullptr);
  {
    const EnvironmentVariable no_slurm("SLURM_STEP_NUM_TASKS", nullptr);
    CHECK(message_of([] { require_connected_ranks(1); }).empty());
  }
  {
    const EnvironmentVariable one("SLURM_STEP_NUM_TASKS", "1");
    CHECK(message_of([] { require_connected_ranks(1); }).empty());
  }
  // mpirun in an allocation starts its daemons with srun, whose variables its ranks inherit.
  const EnvironmentVariable tasks("SLURM_STEP_NUM_TASKS", "2");
  const EnvironmentVariable mpirun("OMPI_COMM_WORLD_SIZE", "1");
  CHECK(message_of([] { require_connected_ranks(1); }).empty());
}

}  // namespace bacelab
