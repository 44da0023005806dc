#include "mpi_runner/launch/launch_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "core/errors.hpp"
#include "experiments/box/build_info.hpp"
#include "experiments/random/fingerprint.hpp"
#include "experiments/results/provenance.hpp"
#include "experiments/text/bytes.hpp"
#include "experiments/text/files.hpp"
#include "mpi_runner/launch/threads.hpp"

namespace bacelab {
namespace {

/// In parts: hashing the whole program would take longer than some studies.
std::uint64_t hash_of_program() {
  std::ifstream file("/proc/self/exe", std::ios::binary);
  RunningHash hash;
  std::vector<char> part(std::size_t{1} << 16);
  while (file.read(part.data(), static_cast<std::streamsize>(part.size())).gcount() > 0) {
    hash.add({part.data(), static_cast<std::size_t>(file.gcount())});
  }
  return hash.value();
}

/// Two builds of one commit may still differ: the program itself is what counts.
std::string program_text() {
  const BuildInfo build = build_info();
  return fmt::format("{} {} ({}), {:016x}", build.version, build.git_describe, build.compiler,
                     hash_of_program());
}

std::vector<std::byte> pack(const RankFacts& facts) {
  ByteWriter writer;
  writer.text(facts.program);
  writer.text(facts.study);
  writer.text(facts.host);
  writer.number(static_cast<std::size_t>(facts.threads));
  writer.number(static_cast<std::size_t>(facts.cores));
  writer.number(facts.inputs.size());
  for (const std::string& input : facts.inputs) writer.text(input);
  writer.text(facts.arithmetic);
  writer.text(facts.problem);
  return writer.take();
}

RankFacts unpack_facts(const std::vector<std::byte>& bytes) {
  ByteReader reader(bytes);
  RankFacts facts;
  facts.program = reader.text();
  facts.study = reader.text();
  facts.host = reader.text();
  facts.threads = static_cast<int>(reader.number());
  facts.cores = static_cast<int>(reader.number());
  for (std::size_t left = reader.number(); left > 0; --left) facts.inputs.push_back(reader.text());
  facts.arithmetic = reader.text();
  facts.problem = reader.text();
  return facts;
}

/// The first of the study's files whose content differs between two ranks.
std::string differing_input(const RankFacts& a, const RankFacts& b) {
  const auto [at_a, at_b] =
      std::mismatch(a.inputs.begin(), a.inputs.end(), b.inputs.begin(), b.inputs.end());
  return at_a != a.inputs.end() ? *at_a : *at_b;
}

int number_in(const char* variable) {
  const char* const text = std::getenv(variable);
  return text == nullptr ? 0 : std::atoi(text);
}

/// Of a program without MPI.
void require_one_process() {
  const int started = std::max({number_in("OMPI_COMM_WORLD_SIZE"), number_in("PMI_SIZE"),
                                number_in("SLURM_STEP_NUM_TASKS")});
  if (started <= 1) return;
  throw InputError(
      fmt::format("{} processes were started, and this program was built without MPI "
                  "(-DBACELAB_MPI=OFF): each would do the whole work; start one, with --threads N, "
                  "or build it with MPI",
                  started));
}

}  // namespace

RankFacts facts_of_rank(const std::string& study, int threads) {
  return {.program = program_text(),
          .study = study.empty() ? "" : fmt::format("{:016x}", hash_of(study)),
          .host = host_name(),
          .threads = threads,
          .cores = usable_cores(),
          .arithmetic = arithmetic_fingerprint()};
}

void require_connected_ranks(int known_ranks, bool with_mpi) {
  if (!with_mpi) return require_one_process();
  const int tasks = number_in("SLURM_STEP_NUM_TASKS");
  if (known_ranks > 1 || tasks <= 1 || std::getenv("OMPI_COMM_WORLD_SIZE") != nullptr) return;
  throw InputError(
      fmt::format("srun started {} programs that don't know of each other: each believes that it "
                  "is rank 0 of 1; "
                  "use srun --mpi=pmix (or pmi2, see srun --mpi=list), or mpirun",
                  tasks));
}

std::vector<std::string> check_facts(const std::vector<RankFacts>& facts) {
  std::size_t short_of_cores = 0;
  for (std::size_t rank = 0; rank < facts.size(); ++rank) {
    const auto refuse = [&](const char* what, const char* advice) {
      throw InputError(fmt::format("rank {} on host {} {} than rank 0 on host {}; {}", rank,
                                   facts[rank].host, what, facts[0].host, advice));
    };
    if (facts[rank].program != facts[0].program) {
      refuse("runs another build of the program", "start the same file on all nodes");
    }
    if (facts[rank].arithmetic != facts[0].arithmetic) {
      refuse("computes with another arithmetic",
             "its results would not go with the others; leave out this host");
    }
    if (!facts[rank].study.empty() && facts[rank].study != facts[0].study) {
      refuse("reads another study", "give all ranks the same file and the same options");
    }
    if (!facts[rank].problem.empty()) {
      throw InputError(
          fmt::format("rank {} on host {} can't read the study: {}; put its files where all ranks "
                      "see them",
                      rank, facts[rank].host, facts[rank].problem));
    }
    if (facts[rank].inputs != facts[0].inputs) {
      const std::string what = "finds other content in a file of the study (" +
                               differing_input(facts[rank], facts[0]) + ")";
      refuse(what.c_str(), "give all ranks the same files");
    }
    if (facts[rank].cores < facts[rank].threads) ++short_of_cores;
  }
  if (short_of_cores == 0) return {};
  return {fmt::format(
      "fewer cores than threads on {} of {} rank{}; rank 0 has {} threads on {} core{}: the "
      "launcher pins ranks to cores (mpirun --bind-to none, srun --cpus-per-task=N)",
      short_of_cores, facts.size(), facts.size() == 1 ? "" : "s", facts[0].threads, facts[0].cores,
      facts[0].cores == 1 ? "" : "s")};
}

std::vector<std::string> check_launch(const MpiSession& mpi, const RankFacts& facts) {
  const auto answers = mpi.gather(pack(facts));
  std::vector<RankFacts> all;
  for (const auto& answer : answers) all.push_back(unpack_facts(answer));
  try {
    auto warnings = check_facts(all);
    if (mpi.broadcast(1) == 0) throw InputError("the ranks differ; the first rank says how");
    return warnings;
  } catch (const InputError&) {
    if (mpi.is_first()) mpi.broadcast(0);
    throw;
  }
}

}  // namespace bacelab
