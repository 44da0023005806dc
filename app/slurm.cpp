#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>

#include "app/cli/options.hpp"
#include "app/commands.hpp"
#include "app/slurm/batch_script.hpp"
#include "core/errors.hpp"
#include "experiments/text/output_file.hpp"
#include "experiments/text/words.hpp"
#include "mpi_runner/launch/threads.hpp"
#include "mpi_runner/probe.hpp"

namespace bacelab {
namespace {

struct SlurmCommandOptions {
  StudyOptions study;
  std::optional<std::string> output;
  std::string time;
  std::string account;
  std::string partition;
  int nodes = 0;
  std::optional<int> cores_per_node;
  std::optional<int> ranks_per_node;
  int max_requeues = 20;
};

constexpr double probe_seconds = 1.0;
constexpr double least_time_s = 60.0;
constexpr int most_of_anything = 1'000'000;

double time_of(const SlurmCommandOptions& options) {
  const double seconds = parse_duration("--time", options.time);
  if (seconds >= least_time_s) return seconds;
  throw InputError(
      fmt::format("--time {}: is less than Slurm counts; allowed: a minute or more", options.time));
}

/// Whole, as the job may be submitted from elsewhere.
std::string absolute(const std::filesystem::path& path) {
  return std::filesystem::absolute(path).lexically_normal().string();
}

std::string output_of(const SlurmCommandOptions& options) {
  return options.output.value_or(std::filesystem::path(options.study.file).stem().string() + ".h5");
}

/// The executable of this program, for the job to run; if Linux can't tell, the one on PATH.
std::string this_program() {
  std::error_code none;
  const auto path = std::filesystem::read_symlink("/proc/self/exe", none);
  return none ? "bacelab" : path.string();
}

BatchJob job_of(const SlurmCommandOptions& options, const StudyFile& file) {
  BatchJob job;
  job.program = this_program();
  job.study = absolute(options.study.file);
  job.output = absolute(output_of(options));
  job.settings = options.study.settings;
  job.account = options.account;
  job.partition = options.partition;
  job.nodes = options.nodes;
  job.cores_per_node = options.cores_per_node.value_or(usable_cores());
  job.one_thread_of_a_rank = file.at(0).has_policies_for_one_thread;
  std::optional<int> ranks = options.ranks_per_node;
  if (!ranks && job.one_thread_of_a_rank) ranks = job.cores_per_node;
  job.layout = choose_layout(job.cores_per_node, ranks);
  job.layout_chosen = !options.ranks_per_node;
  job.time_s = time_of(options);
  job.max_requeues = options.max_requeues;
  return job;
}

void print_estimate(const StudyFile& file, const BatchJob& job, double seconds) {
  std::cerr << fmt::format(
      "bacelab: {} runs take about {} on {} node{} x {} rank{} x {} thread{}, if their cores are "
      "as fast as one here\n",
      grouped(file.box().runs()), clock_text(seconds), job.nodes, job.nodes == 1 ? "" : "s",
      job.layout.ranks, job.layout.ranks == 1 ? "" : "s", job.layout.threads,
      job.layout.threads == 1 ? "" : "s");
}

/// An execution can't use all of its time: the rest is for stopping gracefully.
void warn_of_time(const BatchJob& job, double seconds) {
  const double starts = std::ceil(seconds / (job.time_s - stop_lead_s(job.time_s)));
  const auto requeues = static_cast<std::size_t>(std::max(0.0, starts - 1.0));
  if (requeues == 0) return;
  std::cerr << fmt::format(
      "bacelab: warning: a time of {} is too short: the job will be requeued about {} time{}\n",
      slurm_time(job.time_s), grouped(requeues), requeues == 1 ? "" : "s");
  if (requeues <= static_cast<std::size_t>(job.max_requeues)) return;
  std::cerr << fmt::format(
      "bacelab: warning: it may be requeued only {} time{} (--max-requeues): it will not finish; "
      "ask for more time, nodes or requeues\n",
      job.max_requeues, job.max_requeues == 1 ? "" : "s");
}

void warn_of_threads(const BatchJob& job) {
  if (!job.one_thread_of_a_rank || job.layout.threads == 1) return;
  std::cerr << fmt::format(
      "bacelab: warning: one thread of a rank at a time runs policies in Python: {} of {} cores "
      "stay idle; --ranks-per-node {} uses all\n",
      job.cores_per_node - job.layout.ranks, job.cores_per_node, job.cores_per_node);
}

void warn_of_size(const StudyFile& file, const BatchJob& job) {
  if (file.box().worlds() >= working_threads(job)) return;
  std::cerr << fmt::format(
      "bacelab: warning: {} threads have only {} worlds to run; fewer nodes are as fast\n",
      grouped(working_threads(job)), grouped(file.box().worlds()));
}

ExitCode slurm(const SlurmCommandOptions& options) {
  const StudyFile file = read_study_file(options.study);
  require_output(output_of(options), ExistingFile::replace, files_of(options.study, file));
  const BatchJob job = job_of(options, file);
  std::cout << batch_script(job) << std::flush;
  if (!options.cores_per_node) {
    std::cerr << fmt::format(
        "bacelab: assuming {} core{} per node, as on this machine (--cores-per-node)\n",
        job.cores_per_node, job.cores_per_node == 1 ? "" : "s");
  }
  const double seconds = probe_study(file, probe_seconds).expected_core_seconds /
                         static_cast<double>(std::min(working_threads(job), file.box().worlds()));
  print_estimate(file, job, seconds);
  warn_of_time(job, seconds);
  warn_of_threads(job);
  warn_of_size(file, job);
  return ExitCode::done;
}

void add_job_options(CLI::App& command, SlurmCommandOptions& options) {
  command.add_option("--nodes", options.nodes, "Nodes of the job")
      ->type_name("N")
      ->check(CLI::Range(1, most_of_anything))
      ->required();
  command
      .add_option("--time", options.time, "Time limit of each execution, such as 2:00:00 or 90m")
      ->type_name("TIME")
      ->required();
  command
      .add_option("--cores-per-node", options.cores_per_node,
                  "Cores per node; default: as many as this machine has")
      ->type_name("N")
      ->check(CLI::Range(1, most_of_anything));
  command
      .add_option("--ranks-per-node", options.ranks_per_node,
                  "Ranks per node; default: for at most 16 threads each (1 with Python)")
      ->type_name("R")
      ->check(CLI::Range(1, most_of_anything));
  command.add_option("--account", options.account, "Account to charge")->type_name("A");
  command.add_option("--partition", options.partition, "Partition to run in")->type_name("P");
  command
      .add_option("--max-requeues", options.max_requeues,
                  "Most times that an unfinished job is requeued")
      ->type_name("M")
      ->check(CLI::Range(0, most_of_anything))
      ->capture_default_str();
}

}  // namespace

void add_slurm(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<SlurmCommandOptions>();
  CLI::App* command = app.add_subcommand(
      "slurm", "Write a Slurm batch script; say whether its time limit is enough");
  add_study_options(*command, options->study);
  command
      ->add_option("-o,--output", options->output,
                   "The results file; default: the study's name with .h5, in this folder")
      ->type_name("FILE.h5");
  add_job_options(*command, *options);
  command->callback([options, &exit_code] { exit_code = slurm(*options); });
}

}  // namespace bacelab
