#include "mpi_runner/run_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include "core/errors.hpp"
#include "experiments/results/provenance.hpp"
#include "experiments/study/study_file.hpp"
#include "experiments/text/bytes.hpp"
#include "experiments/text/printable.hpp"
#include "experiments/text/storage_error.hpp"
#include "experiments/text/words.hpp"
#include "mpi_runner/rank_work.hpp"
#include "mpi_runner/sharing/share_work.hpp"
#include "mpi_runner/sharing/work_queue.hpp"
#include "mpi_runner/stopping/stopping_rule.hpp"

namespace bacelab {
namespace {

WorldRange part_of(const ResultsDescription& description, const RunOptions& options) {
  const StudyBox box = description.box();
  return options.shard ? box.worlds_of(*options.shard) : box.all();
}

Workers workers(const MpiSession& mpi, const RunOptions& options) {
  return {static_cast<std::size_t>(mpi.size()), static_cast<std::size_t>(options.threads.worlds)};
}

/// What the first rank sends to the others before the work.
struct Plan {
  std::filesystem::path directory;
  std::string token;  ///< by which the others recognise the directory
};

/// The first rank's plan, on all ranks; empty if the first rank has given up.
std::optional<Plan> share_plan(const MpiSession& mpi, const std::optional<Plan>& plan) {
  if (mpi.broadcast(plan ? 1 : 0) == 0) return std::nullopt;
  const std::string directory = mpi.broadcast(plan ? plan->directory.string() : "");
  return Plan{directory, mpi.broadcast(plan ? plan->token : "")};
}

/// Throws InputError, on the first rank, and returns false on the others, unless all ranks see the
/// directory of the plan.
bool all_see(const MpiSession& mpi, const Plan& plan) {
  ByteWriter answer;
  answer.number(is_this_directory(plan.directory, plan.token) ? 1 : 0);
  answer.text(host_name());
  const auto answers = mpi.gather(answer.take());
  std::string blind;
  for (std::size_t rank = 0; rank < answers.size() && blind.empty(); ++rank) {
    ByteReader reader(answers[rank]);
    if (reader.number() == 0) blind = fmt::format("rank {} on host {}", rank, reader.text());
  }
  if (mpi.broadcast(blind.empty() ? 1 : 0) != 0) return true;
  if (!mpi.is_first()) return false;
  throw InputError(
      fmt::format("{}: {} doesn't see this directory; write to a file system that all nodes share",
                  plan.directory.string(), blind));
}

SegmentHeader segment_header(const MpiSession& mpi, const ResultsDescription& description,
                             const RunOptions& options, const Plan& plan) {
  return {.identity = description.identity.value(),
          .builds = description.builds,
          .arithmetic = description.arithmetic,
          .box = description.box(),
          .part = part_of(description, options),
          .may_end_early = options.rule != nullptr,
          .execution = plan.token,
          .rank = mpi.rank(),
          .ranks = mpi.size(),
          .threads = options.threads.count(),
          .started = utc_now()};
}

/// Adds the segments that all ranks have written to the output.
/// \returns why a rank could not write its worlds, or an empty text
std::string collect(const MpiSession& mpi, std::vector<std::byte> own, StudyOutput& output) {
  std::string error;
  for (const auto& answer : mpi.gather(own)) {
    ByteReader reader(answer);
    const std::string problem = reader.text();
    if (error.empty()) error = problem;
    for (std::size_t left = reader.number(); left > 0; --left) output.add(reader.text());
  }
  return error;
}

StudyEnd study_end(const RunOptions& options) {
  if (options.rule == nullptr) return StudyEnd::all_worlds;
  return options.rule->drops_policies() ? StudyEnd::by_selection : StudyEnd::by_rule;
}

/// Empty if nobody knows where this process is.
std::string absolute_directory(const std::filesystem::path& directory) {
  std::error_code unknown;
  return (std::filesystem::current_path(unknown) / directory).lexically_normal().string();
}

/// The first rank: hands out the work, does a part of it, and merges the results.
class FirstRank {
 public:
  FirstRank(MpiSession& mpi, const StudyFile& file, const ResultsDescription& description,
            const RunOptions& options, const StopRequest& stop)
      : mpi_(&mpi),
        file_(&file),
        description_(&description),
        options_(&options),
        stop_(&stop),
        part_(part_of(description, options)),
        faults_(options.faults),
        started_(std::chrono::steady_clock::now()),
        provenance_(provenance_of_start(mpi.size(), options.threads.count(), options.command)) {
    provenance_.study_directory = absolute_directory(file.directory());
  }

  ExecutionReport lead() {
    const auto opened = open();
    StudyOutput& output = *opened;
    for (const std::string& warning : output.warnings()) {
      std::cerr << "bacelab: warning: " << printable(warning) << std::endl;
    }
    report_.worlds = part_.count;
    if (output.complete()) {
      report_.counts = *output.complete();
      report_.worlds_found = report_.worlds_done = part_.count;
      output.directory().remove_segments(faults_);
    } else {
      report_.worlds_found = world_count(output.found().within(part_));
      print_found();
      take_up_rounds(output);
      compute(output);
      report_.worlds_done = world_count(output.found().within(part_));
      if (is_all_there(output)) finish(output);
    }
    report_.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
    return std::move(report_);
  }

 private:
  /// Tells the other ranks whether there will be work; they wait for it.
  std::unique_ptr<StudyOutput> open() {
    bool told = false;
    try {
      require_no_input(options_->output, options_->inputs);
      auto output =
          std::make_unique<StudyOutput>(options_->output, *description_, part_, options_->existing,
                                        study_end(*options_), options_->seal_check);
      if (mpi_->size() > 1) output->directory().sync_owner();
      told = true;
      if (output->complete()) {
        share_plan(*mpi_, std::nullopt);
        return output;
      }
      const Plan plan = {output->directory().path(), output->directory().token()};
      share_plan(*mpi_, plan);
      all_see(*mpi_, plan);
      return output;
    } catch (...) {
      if (!told) share_plan(*mpi_, std::nullopt);
      throw;
    }
  }

  void print_found() const {
    if (options_->progress == ProgressStyle::none || report_.worlds_found == 0) return;
    std::cerr << fmt::format("bacelab: found {} of {} worlds finished, {} to go\n",
                             grouped(report_.worlds_found), grouped(part_.count),
                             grouped(part_.count - report_.worlds_found));
  }

  /// With a stopping rule: which points have enough of what was found.
  void take_up_rounds(const StudyOutput& output) {
    if (options_->rule == nullptr) return;
    rounds_ = options_->rule->begin(description_->box(), workers(*mpi_, *options_), output.found());
    output.for_each(
        [&](const RunBlock& block) { rounds_->add(observe(block, options_->rule->values())); });
    if (rounds_->is_decided()) report_.worlds_found = rounds_->wanted().count();
  }

  /// Whether the results are complete.
  bool is_all_there(const StudyOutput& output) {
    if (!rounds_) return report_.worlds_done == part_.count;
    if (!rounds_->is_decided()) return false;
    report_.precision = rounds_->outcome();
    const WorldSet wanted = rounds_->wanted();
    report_.worlds = report_.worlds_done = wanted.count();
    report_.worlds_found = std::min(report_.worlds_found, report_.worlds);
    const auto ranges = wanted.within(part_);
    return std::all_of(ranges.begin(), ranges.end(), [&](const WorldRange& range) {
      return output.found().missing_from(range).empty();
    });
  }

  void compute(StudyOutput& output) {
    const Plan plan = {output.directory().path(), output.directory().token()};
    SegmentWriter writer(plan.directory, segment_header(*mpi_, *description_, *options_, plan),
                         options_->segment_interval_s, faults_);
    RankWork work(*file_, *description_, *options_, *stop_, std::move(writer), faults_);
    const std::size_t most = rounds_ ? rounds_->most_worlds() : part_.count;
    Progress progress(std::cerr, options_->progress, std::max(most, report_.worlds_found),
                      description_->policies.size(), report_.worlds_found);
    WorkQueue all(output.missing(), workers(*mpi_, *options_));
    WorkSource& source = rounds_ ? static_cast<WorkSource&>(*rounds_) : all;
    const ShareOutcome shared = lead_work(
        *mpi_, source, *stop_, [&](const Work& part) { return work.compute(part); },
        [&](const BlockReport& report) {
          progress.add(report.worlds);
          for (const WorldValues& seen : report.seen) rounds_->add(seen);
        });
    progress.end();
    const std::string unwritten = collect(*mpi_, work.finish(), output);
    if (!unwritten.empty()) throw kept(output, unwritten);
    if (!shared.error.empty()) throw kept(output, shared.error);
    report_.stop = shared.stop;
    report_.failure = shared.failure;
  }

  /// The error, and what has been kept.
  StorageError kept(const StudyOutput& output, const std::string& error) const {
    const std::size_t worlds = world_count(output.found().within(part_));
    if (worlds == 0) return StorageError(error);
    return StorageError(
        fmt::format("{}; {} of {} worlds are finished and kept: continue with "
                    "--resume",
                    error, grouped(worlds), grouped(part_.count)));
  }

  /// A merge that fails loses nothing, except after a damaged segment, which the error of its
  /// directory shows.
  std::optional<RunCounts> merge(StudyOutput& output) {
    try {
      return output.merge(
          provenance_, [this] { return stop_->cause() != StopCause::none; }, faults_,
          report_.precision);
    } catch (const StorageError& error) {
      if (error.file() == output.directory().path()) throw;
      throw kept(output, error.what());
    }
  }

  void finish(StudyOutput& output) {
    const auto counts = merge(output);
    report_.stop = counts ? StopCause::none : stop_->cause();
    if (counts) report_.counts = *counts;
  }

  MpiSession* mpi_;
  const StudyFile* file_;
  const ResultsDescription* description_;
  const RunOptions* options_;
  const StopRequest* stop_;
  WorldRange part_;
  Faults faults_;
  std::chrono::steady_clock::time_point started_;
  Provenance provenance_;
  std::unique_ptr<Rounds> rounds_;
  ExecutionReport report_;
};

void follow(MpiSession& mpi, const StudyFile& file, const ResultsDescription& description,
            const RunOptions& options, const StopRequest& stop) {
  const std::optional<Plan> plan = share_plan(mpi, std::nullopt);
  if (!plan || !all_see(mpi, *plan)) return;
  Faults faults = options.faults;
  SegmentWriter writer(plan->directory, segment_header(mpi, description, options, *plan),
                       options.segment_interval_s, faults);
  RankWork work(file, description, options, stop, std::move(writer), faults);
  follow_work(mpi, [&](const Work& part) { return work.compute(part); });
  static_cast<void>(mpi.gather(work.finish()));
}

/// Keeps the other ranks waiting until the first one is done, whichever way it leaves: srun takes
/// the exit of a rank for the end of the job and kills those that still merge.
class Dismissal {
 public:
  explicit Dismissal(MpiSession& mpi) : mpi_(&mpi) {}
  Dismissal(const Dismissal&) = delete;
  Dismissal& operator=(const Dismissal&) = delete;
  ~Dismissal() {
    for (int rank = 1; rank < mpi_->size(); ++rank) mpi_->send(rank, study_ended, {});
  }

  /// On the other ranks.
  static void wait_for(MpiSession& mpi) { static_cast<void>(mpi.receive_idly()); }

 private:
  MpiSession* mpi_;
};

}  // namespace

ExecutionReport run_study(MpiSession& mpi, const StudyFile& file, const RunOptions& options,
                          const StopRequest& stop) {
  const ResultsDescription description = describe_results(file);
  if (mpi.is_first()) {
    const Dismissal dismissal(mpi);
    return FirstRank(mpi, file, description, options, stop).lead();
  }
  follow(mpi, file, description, options, stop);
  Dismissal::wait_for(mpi);
  return {};
}

}  // namespace bacelab
