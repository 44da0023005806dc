#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>

#include "app/commands.hpp"
#include "app/study_options.hpp"
#include "core/errors.hpp"
#include "experiments/files/read_file.hpp"
#include "experiments/results/storage_error.hpp"
#include "mpi_runner/launch/threads.hpp"
#include "mpi_runner/progress/progress.hpp"
#include "mpi_runner/run_study.hpp"

namespace bacelab {
namespace {

struct Options {
  StudyOptions study;
  std::string output;
  bool force = false;
  bool quiet = false;
  int threads = 0;  // 0: chosen
};

constexpr std::size_t most_failures_shown = 5;

/// The words that started this program, as a shell takes them; empty where Linux doesn't tell.
std::string command_line() {
  constexpr const char* plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./:,@%";
  std::ifstream words("/proc/self/cmdline", std::ios::binary);
  std::string line;
  for (std::string word; std::getline(words, word, '\0');) {
    if (!line.empty()) line += ' ';
    if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) {
      line += word;
      continue;
    }
    line += '\'';
    for (const char c : word) line += c == '\'' ? std::string("'\\''") : std::string(1, c);
    line += '\'';
  }
  return line;
}

/// The study's text from the first rank, so that all ranks run the same study whatever file system
/// they see; none if the first rank found something wrong, which it reports itself.
std::optional<StudyFile> read_on_all_ranks(const MpiSession& mpi, const StudyOptions& options) {
  if (!mpi.is_first()) {
    if (mpi.broadcast(0) == 0) return std::nullopt;
    return StudyFile::read(mpi.broadcast(std::string()), options.file, options.settings);
  }
  try {
    const std::string text = read_file(options.file);
    StudyFile file = StudyFile::read(text, options.file, options.settings);
    mpi.broadcast(1);
    mpi.broadcast(text);
    return file;
  } catch (...) {
    mpi.broadcast(0);
    throw;
  }
}

RunOptions run_options(const MpiSession& mpi, const Options& options) {
  RunOptions run;
  run.output = options.output.empty()
                   ? std::filesystem::path(options.study.file).stem().string() + ".h5"
                   : options.output;
  run.existing = options.force ? ExistingFile::replace : ExistingFile::refuse;
  run.threads = options.threads > 0 ? options.threads : default_threads(mpi.ranks_on_host());
  run.progress = options.quiet           ? ProgressStyle::none
                 : isatty(STDERR_FILENO) ? ProgressStyle::terminal
                                         : ProgressStyle::log;
  run.command = command_line();
  return run;
}

void print_start(const MpiSession& mpi, const StudyFile& file, const RunOptions& options) {
  const std::size_t policies = file.at(0).policies.size();
  std::cerr << fmt::format(
      "bacelab: {} point{} x {} replication{} x {} polic{} = {} runs, on {} rank{} x {} thread{}\n",
      grouped(file.design().points()), file.design().points() == 1 ? "" : "s",
      grouped(file.replications()), file.replications() == 1 ? "" : "s", policies,
      policies == 1 ? "y" : "ies", grouped(file.worlds() * policies), mpi.size(),
      mpi.size() == 1 ? "" : "s", options.threads, options.threads == 1 ? "" : "s");
  if (const int cores = usable_cores(); cores < options.threads) {
    std::cerr << fmt::format(
        "bacelab: warning: {} threads on {} core{}: mpirun pins each rank to few cores unless it "
        "is told otherwise (--bind-to none)\n",
        options.threads, cores, cores == 1 ? "" : "s");
  }
}

void print_end(const RunReport& report, const RunOptions& options) {
  std::cerr << fmt::format(
      "bacelab: wrote {}: {} runs in {:.2f} s ({} runs/s)\n", options.output.string(),
      grouped(report.runs), report.seconds,
      grouped(static_cast<std::size_t>(static_cast<double>(report.runs) / report.seconds)));
  if (report.redraws > 0) {
    std::cerr << fmt::format(
        "bacelab: {} redraw{} in {} worlds, so that every job fits into one "
        "region (jobs.one_region)\n",
        grouped(report.redraws), report.redraws == 1 ? "" : "s", grouped(report.worlds));
  }
}

ExitCode print_incomplete(const RunReport& report) {
  if (report.stuck > 0) {
    std::cerr << fmt::format(
        "bacelab: {} run{} got stuck: jobs were left that nothing could start (status = stuck)\n",
        grouped(report.stuck), report.stuck == 1 ? "" : "s");
  }
  if (report.failed > 0) {
    std::cerr << fmt::format("bacelab: {} run{} failed (status = failed):\n",
                             grouped(report.failed), report.failed == 1 ? "" : "s");
  }
  for (std::size_t i = 0; i < std::min(report.failures.size(), most_failures_shown); ++i) {
    const RunFailure& failure = report.failures[i];
    std::cerr << fmt::format("  point {}, replication {}{}{}: {}\n", failure.point,
                             failure.replication, failure.policy.empty() ? "" : ", policy ",
                             failure.policy, failure.message);
  }
  return report.stuck + report.failed > 0 ? ExitCode::incomplete : ExitCode::done;
}

ExitCode run_on_this_rank(MpiSession& mpi, const Options& options) {
  const auto file = read_on_all_ranks(mpi, options.study);
  if (!file) return ExitCode::done;
  const RunOptions run = run_options(mpi, options);
  if (mpi.is_first() && !options.quiet) print_start(mpi, *file, run);
  const RunReport report = run_study(mpi, *file, run);
  if (!mpi.is_first()) return ExitCode::done;
  if (!options.quiet) print_end(report, run);
  return print_incomplete(report);
}

ExitCode run(const Options& options) {
  // A file that outgrows the limit of `ulimit -f` is an error of write(), not a reason to be
  // killed.
  std::signal(SIGXFSZ, SIG_IGN);
  MpiSession mpi;
  try {
    return run_on_this_rank(mpi, options);
  } catch (const InputError&) {
    throw;  // the first rank's, and the others know
  } catch (const StorageError&) {
    throw;
  } catch (const std::exception& error) {
    if (mpi.size() == 1) throw;
    // The others may wait for this rank for ever.
    std::cerr << "bacelab: internal error on rank " << mpi.rank() << ": " << error.what() << '\n';
    mpi.abort(static_cast<int>(ExitCode::internal_error));
  }
}

}  // namespace

void add_run(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "run", "Run a study, alone or under mpirun or srun, and write its results file");
  add_study_options(*command, options->study);
  command
      ->add_option("-o,--output", options->output,
                   "The results file; default: the study's name with .h5, here")
      ->type_name("FILE.h5");
  command->add_flag("--force", options->force, "Replace the results file if there is one");
  command
      ->add_option("--threads", options->threads,
                   "Threads of each rank; default: the cores that it has for itself")
      ->type_name("N")
      ->check(CLI::Range(1, 4096));
  command->add_flag("-q,--quiet", options->quiet, "No progress");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace bacelab
