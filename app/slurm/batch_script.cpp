#include "app/slurm/batch_script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <filesystem>
#include <stdexcept>
#include <string_view>

#include "app/cli/command_line.hpp"
#include "core/errors.hpp"

namespace bacelab {
namespace {

constexpr int sockets = 2;

NodeLayout with_ranks(int cores, int ranks) { return {ranks, cores / ranks}; }

/// The smallest multiple of `unit` that is not below `number`.
int rounded_up(int number, int unit) { return (number + unit - 1) / unit * unit; }

constexpr double most_lead_s = 180.0;
constexpr double most_lead_part = 0.25;

bool is_plain(char c, std::string_view others) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
         others.find(c) != std::string_view::npos;
}

/// The name of the study's file, without characters that a job name may not have.
std::string job_name(const std::string& study) {
  std::string name = std::filesystem::path(study).stem().string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return !is_plain(c, "_.-"); }, '_');
  return name;
}

/// A line for Slurm, or none for an empty value. Slurm's lines have no quotes to protect a value.
std::string directive(const char* option, const std::string& value) {
  if (value.empty()) return "";
  constexpr std::string_view allowed = "_.-,:@+/";
  if (!std::all_of(value.begin(), value.end(), [&](char c) { return is_plain(c, allowed); })) {
    throw InputError(
        fmt::format("--{} {}: is no name that Slurm knows; allowed: letters, digits "
                    "and {}",
                    option, value, allowed));
  }
  return fmt::format("#SBATCH --{}={}\n", option, value);
}

std::string layout_comment(const BatchJob& job) {
  const auto& [ranks, threads] = job.layout;
  std::string text = fmt::format("# {} of {} cores of each node: {} rank{} x {} thread{}",
                                 job.layout.cores_used(), job.cores_per_node, ranks,
                                 ranks == 1 ? "" : "s", threads, threads == 1 ? "" : "s");
  if (!job.layout_chosen) return text + ", as asked for.\n";
  if (job.one_thread_of_a_rank) {
    return text +
           ".\n# One thread of a rank at a time runs policies in Python, so each core has a "
           "rank.\n";
  }
  return text + fmt::format(
                    ".\n# The threads of a rank share its memory, so a rank has no more of them "
                    "than are\n# commonly next to one memory ({}), and the two sockets of a larger "
                    "node have equally\n# many ranks.\n",
                    most_threads);
}

std::string directives(const BatchJob& job) {
  return directive("job-name", job_name(job.study)) + directive("account", job.account) +
         directive("partition", job.partition) +
         fmt::format(
             "#SBATCH --nodes={}\n"
             "#SBATCH --ntasks-per-node={}\n"
             "#SBATCH --cpus-per-task={}\n"
             "#SBATCH --time={}\n"
             "#SBATCH --requeue\n"
             "#SBATCH --open-mode=append\n"
             "#SBATCH --signal=B:USR1@{}\n",
             job.nodes, job.layout.ranks, job.layout.threads, slurm_time(job.time_s),
             stop_lead_s(job.time_s));
}

/// Values for what study.sbatch takes from its arguments and its environment, which still wins.
std::string values(const BatchJob& job) {
  std::string words = shell_word(job.study) + " " + shell_word(job.output);
  for (const std::string& setting : job.settings) words += " --set " + shell_word(setting);
  const auto value = [](const char* name, const std::string& text) {
    return fmt::format("[[ -n ${{{0}:-}} ]] || {0}={1}\n", name, shell_word(text));
  };
  // If the signal before the time limit does not come, the program stops by its own clock.
  const int guard_s = static_cast<int>(job.time_s) - stop_lead_s(job.time_s) / 2;
  return fmt::format("\nset -- {} \"$@\"\n", words) + value("BACELAB", job.program) +
         value("MAX_REQUEUES", std::to_string(job.max_requeues)) +
         value("MAX_TIME", fmt::format("{}s", guard_s));
}

/// What study.sbatch does, without the lines for Slurm.
std::string_view behaviour() {
  const std::string_view script = study_script();
  const auto start = script.find("set -euo pipefail\n");
  if (start == std::string_view::npos) throw std::logic_error("study.sbatch has no beginning");
  return script.substr(start);
}

}  // namespace

NodeLayout choose_layout(int cores, std::optional<int> ranks) {
  if (ranks && *ranks > cores) {
    throw InputError(
        fmt::format("--ranks-per-node {}: a node has {} core{}; allowed: 1 to {} (say with "
                    "--cores-per-node how many it has)",
                    *ranks, cores, cores == 1 ? "" : "s", cores));
  }
  if (ranks) return with_ranks(cores, *ranks);
  if (cores <= most_threads) return with_ranks(cores, 1);
  const int fewest = rounded_up((cores + most_threads - 1) / most_threads, sockets);
  NodeLayout best = with_ranks(cores, fewest);
  for (int count = fewest; count <= 2 * fewest; count += sockets) {
    const NodeLayout other = with_ranks(cores, count);
    if (other.cores_used() > best.cores_used()) best = other;
  }
  return best;
}

std::size_t working_threads(const BatchJob& job) {
  const int of_node = job.one_thread_of_a_rank ? job.layout.ranks : job.layout.cores_used();
  return static_cast<std::size_t>(job.nodes) * static_cast<std::size_t>(of_node);
}

int stop_lead_s(double time_s) {
  return static_cast<int>(std::min(most_lead_s, most_lead_part * time_s));
}

std::string slurm_time(double seconds) {
  const auto whole = static_cast<long>(std::ceil(seconds));
  const long days = whole / 86400;
  return fmt::format("{}{:02}:{:02}:{:02}", days > 0 ? fmt::format("{}-", days) : "",
                     whole / 3600 % 24, whole / 60 % 60, whole % 60);
}

std::string batch_script(const BatchJob& job) {
  return "#!/bin/bash\n# A study as one MPI job, which continues where it was stopped; written by "
         "`bacelab slurm`.\n" +
         layout_comment(job) + directives(job) + values(job) + std::string(behaviour());
}

}  // namespace bacelab
