#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <stdexcept>

#include "app/check/horizon_note.hpp"
#include "app/cli/command_line.hpp"
#include "app/cli/limits.hpp"
#include "app/cli/options.hpp"
#include "app/cli/output.hpp"
#include "app/commands.hpp"
#include "app/run/contour_report.hpp"
#include "app/run/precision_report.hpp"
#include "app/run/run_report.hpp"
#include "app/run/study_rule.hpp"
#include "core/errors.hpp"
#include "experiments/results/seal.hpp"
#include "experiments/text/files.hpp"
#include "experiments/text/printable.hpp"
#include "experiments/text/storage_error.hpp"
#include "experiments/text/words.hpp"
#include "mpi_runner/launch/launch_check.hpp"
#include "mpi_runner/launch/threads.hpp"
#include "mpi_runner/progress/progress.hpp"
#include "mpi_runner/run_study.hpp"

namespace bacelab {
namespace {

struct RunCommandOptions {
  StudyOptions study;
  std::optional<std::string> output;
  std::string shard;
  std::string max_time;
  double segment_seconds = SegmentWriter::default_interval_s;
  int threads = 0;  // 0: chosen
  Sharing sharing = Sharing::automatic;
  bool resume = false;
  bool force = false;
  SealCheck seal_check = SealCheck::required;
  bool fail_fast = false;
  bool quiet = false;
  bool verbose = false;
};

std::string environment(const char* variable) {
  const char* value = std::getenv(variable);
  return value == nullptr ? "" : value;
}

/// The study on a rank, or why it can't be read.
struct RankStudy {
  std::optional<StudyFile> file;
  std::string problem;
};

/// The study of the first rank's text, if this rank finds the files that it names.
RankStudy read_on_rank(const std::string& text, const StudyOptions& options) {
  try {
    return {StudyFile::read(text, options.file, options.settings), ""};
  } catch (const InputError& error) {
    return {std::nullopt, error.what()};
  }
}

/// The reading of a large design was stopped.
class ReadingStopped : public std::runtime_error {
 public:
  explicit ReadingStopped(StopCause cause)
      : std::runtime_error(fmt::format("interrupted by {} while the study was read; start again",
                                       name_of(cause))) {}
};

/// The study's text from the first rank, so that all ranks run the same study whatever file system
/// they see; empty if the first rank found an error, which it reports itself.
RankStudy read_on_all_ranks(const MpiSession& mpi, const StudyOptions& options,
                            const StopRequest& stop) {
  if (!mpi.is_first()) {
    if (mpi.broadcast(0) == 0) return {};
    return read_on_rank(mpi.broadcast(std::string()), options);
  }
  try {
    const std::string text = read_file(options.file);
    StudyFile file = StudyFile::read(text, options.file, options.settings, [&] {
      if (stop.cause() != StopCause::none) throw ReadingStopped(stop.cause());
    });
    mpi.broadcast(1);
    mpi.broadcast(text);
    return {std::move(file), ""};
  } catch (...) {
    mpi.broadcast(0);
    throw;
  }
}

/// The study and its settings as this rank reads them; empty if it doesn't see the file.
std::string study_as_seen(const StudyOptions& options) {
  try {
    std::string text = read_file(options.file);
    for (const std::string& setting : options.settings) text += "\n--set " + setting;
    return text;
  } catch (const InputError&) {
    return "";
  }
}

/// "study.h5", or "study.2-of-8.h5" for a shard.
std::string output_of(const RunCommandOptions& options, const std::optional<Shard>& shard) {
  if (options.output) return *options.output;
  const std::string name = std::filesystem::path(options.study.file).stem().string();
  return shard ? fmt::format("{}.{}-of-{}.h5", name, shard->number, shard->count) : name + ".h5";
}

RunOptions run_options(const MpiSession& mpi, const StudyFile& file,
                       const RunCommandOptions& options) {
  RunOptions run;
  if (!options.shard.empty()) run.shard = parse_shard(options.shard);
  run.output = output_of(options, run.shard);
  run.inputs = files_of(options.study, file);
  run.existing = options.force    ? Existing::replace
                 : options.resume ? Existing::resume
                                  : Existing::refuse;
  run.seal_check = options.seal_check;
  run.on_failure = options.fail_fast ? OnFailure::stop : OnFailure::go_on;
  run.segment_interval_s = options.segment_seconds;
  run.faults = Faults::parse(environment("BACELAB_FAULT"), mpi.rank());
  const int threads =
      options.threads > 0 ? options.threads : default_threads(file, mpi.ranks_on_host());
  run.threads = plan_threads(options.sharing, threads, file, mpi.size());
  run.progress = options.quiet           ? ProgressStyle::none
                 : isatty(STDERR_FILENO) ? ProgressStyle::terminal
                                         : ProgressStyle::log;
  run.command = command_line(command_words());
  return run;
}

ExitCode run_on_this_rank(MpiSession& mpi, const RunCommandOptions& options,
                          const StopRequest& stop) {
  require_connected_ranks(mpi.size());
  const auto [file, problem] = read_on_all_ranks(mpi, options.study, stop);
  if (!file && problem.empty()) return ExitCode::done;
  RunOptions run;
  if (file) run = run_options(mpi, *file, options);
  RankFacts facts = facts_of_rank(study_as_seen(options.study), run.threads.count());
  facts.problem = problem;
  if (file) {
    for (const InputFile& input : file->inputs()) {
      facts.inputs.push_back(input.name + " " + input.hash);
    }
  }
  const std::vector<std::string> launch_warnings = check_launch(mpi, facts);
  if (file->may_end_early() && run.shard) {
    if (!mpi.is_first()) return ExitCode::done;
    throw InputError(
        file->precision()
            ? "--shard: where a precision target ends a point depends on all its replications; "
              "leave "
              "out [precision], or run the study as a whole"
            : "--shard: which points a contour needs depends on all others; run the study as a "
              "whole");
  }
  for (const std::string& warning : launch_warnings) {
    std::cerr << "bacelab: warning: " << printable(warning) << '\n';
  }
  if (mpi.is_first() && !options.quiet) {
    print_start(std::cerr, *file, run, mpi.size());
    const Study first = file->at(0);
    if (const auto note = horizon_note(first)) {
      std::cerr << "bacelab: warning: " << printable(*note) << '\n';
    }
    if (first.has_policies_for_one_thread) {
      std::cerr << "bacelab: one thread of a rank at a time runs policies in Python; to use more "
                   "cores, start more ranks with mpirun\n";
    }
  }
  if (mpi.is_first() && options.verbose) print_choices(std::cerr, run);
  const auto rule = study_rule(*file);
  run.rule = rule.get();
  require_threads(run.threads.count() + 1);  // one writes segments
  const ExecutionReport report = run_study(mpi, *file, run, stop);
  if (!mpi.is_first()) return ExitCode::done;
  if (report.stop != StopCause::none) return print_stopped(std::cerr, report, run);
  if (!options.quiet) print_end(std::cerr, report, run);
  const std::string study = words_of_study(options.study);
  if (file->design().contour() && report.precision) {
    const ExitCode found = print_contour(std::cerr, *report.precision, *file);
    const ExitCode complete = print_incomplete(report.counts, study, run.output.string());
    return complete == ExitCode::done ? found : complete;
  }
  const ExitCode precise =
      report.precision ? print_precision(std::cerr, *report.precision, *file) : ExitCode::done;
  const ExitCode complete = print_incomplete(report.counts, study, run.output.string());
  return complete == ExitCode::done ? precise : complete;
}

ExitCode run(const RunCommandOptions& options) {
  std::optional<std::chrono::duration<double>> time_limit;
  if (!options.max_time.empty()) {
    time_limit.emplace(parse_duration("--max-time", options.max_time));
  }
  const StopRequest stop(time_limit);
  // Open MPI itself would abort each of the copies, with a page of text for each.
  if (!launched_by_mpi()) require_connected_ranks(1);
  MpiSession mpi;
  try {
    return run_on_this_rank(mpi, options, stop);
  } catch (const InputError&) {
    throw;  // the first rank's, and the others know
  } catch (const StorageError&) {
    throw;
  } catch (const ReadingStopped& stopped) {
    std::cerr << "bacelab: " << printable(stopped.what()) << '\n';
    return ExitCode::interrupted;
  } catch (const std::exception& error) {
    if (mpi.size() == 1) throw;
    // The other ranks might wait for this one for ever.
    const auto limit = limit_reached(error);
    std::cerr << fmt::format("bacelab: {} on rank {}: {}\n", limit ? "error" : "internal error",
                             mpi.rank(), limit ? std::string(*limit) : printable(error.what()));
    mpi.abort(static_cast<int>(limit ? ExitCode::bad_input : ExitCode::internal_error));
  }
}

}  // namespace

void add_run(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<RunCommandOptions>();
  CLI::App* command = app.add_subcommand(
      "run", "Run a study, alone or under mpirun or srun, and write its results file");
  add_study_options(*command, options->study);
  command
      ->add_option("-o,--output", options->output,
                   "The results file; default: the study's name with .h5, in this folder")
      ->type_name("FILE.h5");
  CLI::Option* resume = command->add_flag(
      "--resume", options->resume, "Continue an unfinished study, or add replications to it");
  command
      ->add_flag("--force", options->force,
                 "Replace the results file; discard segments of an unfinished study")
      ->excludes(resume);
  add_no_verify(*command, options->seal_check)->needs(resume);
  command
      ->add_option("--shard", options->shard,
                   "Run only shard I of N (from 1), to be joined by `bacelab merge`")
      ->type_name("I/N");
  command
      ->add_option("--max-time", options->max_time,
                   "Stop gracefully after this time, 50m or 2:00:00 (exit status 75)")
      ->type_name("TIME");
  command
      ->add_option("--threads", options->threads,
                   "Threads per rank; default: the cores that the rank may use")
      ->type_name("N")
      ->check(CLI::Range(1, 4096));
  add_sharing_option(*command, options->sharing);
  command->add_flag("--fail-fast", options->fail_fast, "Stop at the first run that fails");
  command
      ->add_option("--segment-seconds", options->segment_seconds,
                   "Checkpoint interval: a killed execution loses at most this much work")
      ->type_name("S")
      ->check(CLI::Range(0.0, 86400.0))
      ->capture_default_str();
  CLI::Option* quiet = command->add_flag("-q,--quiet", options->quiet, "Print no progress");
  command->add_flag("-v,--verbose", options->verbose, "Print how the threads share the work")
      ->excludes(quiet);
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace bacelab
