#include "experiments/results/provenance.hpp"

#include <catch2/catch.hpp>
#include <ctime>
#include <iomanip>
#include <sstream>

#include "tests/support/environment_variable.hpp"

namespace bacelab {
using Variable = testing::EnvironmentVariable;

TEST_CASE("execution: the time is UTC in ISO 8601", "[launch]") {
  const std::string text = utc_now();
  CHECK_THAT(text, Catch::Matches("20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"));
  std::tm parts{};
  std::istringstream(text) >> std::get_time(&parts, "%Y-%m-%dT%H:%M:%SZ");
  CHECK(std::abs(std::difftime(timegm(&parts), std::time(nullptr))) <= 2.0);
}

TEST_CASE("execution: what is known at the start", "[launch]") {
  const Variable job("SLURM_JOB_ID", "4711");
  const Variable restarts("SLURM_RESTART_COUNT", "3");
  const Provenance provenance = provenance_of_start(4, 2, "bacelab run study.toml");
  CHECK(provenance.ranks == 4);
  CHECK(provenance.threads == 2);
  CHECK(provenance.command == "bacelab run study.toml");
  CHECK_FALSE(provenance.host.empty());
  CHECK(provenance.slurm_job_id == "4711");
  CHECK(provenance.slurm_restart_count == 3);
  CHECK_FALSE(provenance.started.empty());
  CHECK(provenance.finished.empty());
}

TEST_CASE("execution: without Slurm there is no job", "[launch]") {
  const Variable job("SLURM_JOB_ID", "");
  const Variable restarts("SLURM_RESTART_COUNT", "");
  const Provenance provenance = provenance_of_start(1, 1, "");
  CHECK(provenance.slurm_job_id.empty());
  CHECK(provenance.slurm_restart_count == 0);
}

TEST_CASE("execution: the first rank is known before MPI starts", "[launch]") {
  const Variable slurm("SLURM_PROCID", "");
  CHECK(launched_as_first_rank());
  const Variable first("OMPI_COMM_WORLD_RANK", "0");
  CHECK(launched_as_first_rank());
  const Variable third("OMPI_COMM_WORLD_RANK", "2");
  CHECK_FALSE(launched_as_first_rank());
}

TEST_CASE("execution: every launcher tells the rank", "[launch]") {
  for (const char* variable : {"OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK", "SLURM_PROCID"}) {
    const Variable rank(variable, "1");
    CHECK_FALSE(launched_as_first_rank());
  }
}

}  // namespace bacelab
