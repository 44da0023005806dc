#include "experiments/results/provenance.hpp"

#include <unistd.h>

#include <array>
#include <cstdlib>
#include <ctime>

namespace bacelab {
namespace {

std::string environment(const char* variable) {
  const char* value = std::getenv(variable);
  return value == nullptr ? "" : value;
}

}  // namespace

std::string host_name() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

bool launched_as_first_rank() {
  for (const char* variable : {"OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK", "SLURM_PROCID"}) {
    if (const std::string rank = environment(variable); !rank.empty()) return rank == "0";
  }
  return true;
}

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text.data();
}

Provenance provenance_of_start(int ranks, int threads, const std::string& command) {
  Provenance provenance;
  provenance.ranks = ranks;
  provenance.threads = threads;
  provenance.host = host_name();
  provenance.slurm_job_id = environment("SLURM_JOB_ID");
  provenance.slurm_restart_count = std::atoi(environment("SLURM_RESTART_COUNT").c_str());
  provenance.started = utc_now();
  provenance.command = command;
  return provenance;
}

}  // namespace bacelab
