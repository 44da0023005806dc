#include "mpi_runner/run_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iostream>
#include <memory>
#include <numeric>
#include <tuple>

#include "core/errors.hpp"
#include "core/simulation/job_columns.hpp"
#include "core/simulation/metrics.hpp"
#include "experiments/results/build_info.hpp"
#include "experiments/results/storage_error.hpp"
#include "mpi_runner/compute/block_runner.hpp"
#include "mpi_runner/launch/execution.hpp"
#include "mpi_runner/results/results_file_writer.hpp"
#include "mpi_runner/sharing/share_work.hpp"

namespace bacelab {
namespace {

template <class Registry>
std::vector<VariableInfo> variables_of(const Registry& registry) {
  std::vector<VariableInfo> variables;
  for (const auto& entry : registry) {
    variables.push_back({std::string(entry.name), std::string(entry.units),
                         std::string(entry.long_name), std::string(entry.description)});
  }
  return variables;
}

void count(const FinishedBlock& finished, RunReport& report) {
  const auto& status = finished.block.status;
  report.stuck +=
      static_cast<std::size_t>(std::count(status.begin(), status.end(), RunStatus::stuck));
  report.failed +=
      static_cast<std::size_t>(std::count(status.begin(), status.end(), RunStatus::failed));
  const auto& redraws = finished.block.redraws;
  report.redraws +=
      static_cast<std::size_t>(std::accumulate(redraws.begin(), redraws.end(), std::int64_t{0}));
  report.failures.insert(report.failures.end(), finished.failures.begin(), finished.failures.end());
}

/// Refuses, before hours of work, what the finished file could not take the place of.
void require_file_name(const std::filesystem::path& target) {
  std::error_code ignored;
  const auto status = std::filesystem::status(target, ignored);
  if (!std::filesystem::exists(status) || std::filesystem::is_regular_file(status)) return;
  throw InputError(target.string() + (std::filesystem::is_directory(status)
                                          ? ": is a directory; the name of a file is needed"
                                          : ": is no ordinary file; choose another name"));
}

/// Bytes of the variables of a study's results.
double result_bytes(const ResultsDescription& description) {
  constexpr double integers_of_job = 4;  // point, replication, policy, job
  const auto& [policies, metrics, jobs, columns] = run_block_shape(description);
  const double values =
      static_cast<double>(metrics) + 1.0 +
      static_cast<double>(jobs) * (static_cast<double>(columns) + integers_of_job);
  return static_cast<double>(world_count(description)) *
         (static_cast<double>(policies) * (8.0 * values + 1.0) + 8.0);
}

/// Refuses a study whose results have no room on the disk.
void require_room(const std::filesystem::path& target, double bytes) {
  const auto directory = target.has_parent_path() ? target.parent_path() : ".";
  std::error_code unknown;
  const auto space = std::filesystem::space(directory, unknown);
  if (unknown || space.capacity == 0 || bytes <= static_cast<double>(space.available)) return;
  throw StorageError(target,
                     fmt::format("the results need about {} MB, and the disk has room for {} MB",
                                 grouped(static_cast<std::size_t>(std::ceil(bytes / 1e6))),
                                 grouped(space.available / 1'000'000)),
                     "fewer replications or points, or a larger disk");
}

/// Tells the other ranks whether there will be work; they wait for it.
std::unique_ptr<ResultSink> open_results(const MpiSession& mpi,
                                         const ResultsDescription& description,
                                         const RunOptions& options) {
  try {
    require_file_name(options.output);
    require_room(options.output, result_bytes(description));
    auto writer =
        std::make_unique<ResultsFileWriter>(options.output, description, options.existing);
    mpi.broadcast(1);
    return writer;
  } catch (...) {
    mpi.broadcast(0);
    throw;
  }
}

RunReport lead(MpiSession& mpi, const ResultsDescription& description, BlockRunner& runner,
               const RunOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  Provenance provenance = provenance_of_start(mpi.size(), options.threads, options.command);
  RunReport report;
  report.worlds = world_count(description);
  report.runs = report.worlds * description.policies.size();

  const auto results = open_results(mpi, description, options);
  Progress progress(std::cerr, options.progress, report.worlds, description.policies.size());
  const WorkQueue queue(report.worlds, static_cast<std::size_t>(mpi.size()),
                        static_cast<std::size_t>(options.threads));
  lead_work(mpi, queue, runner, [&](const FinishedBlock& finished) {
    results->accept(finished.block);
    count(finished, report);
    progress.add(finished.block.world_count);
  });
  provenance.finished = utc_now();
  results->finish(provenance);
  progress.end();
  std::sort(report.failures.begin(), report.failures.end(),
            [](const RunFailure& x, const RunFailure& y) {
              return std::tie(x.point, x.replication, x.policy) <
                     std::tie(y.point, y.replication, y.policy);
            });
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return report;
}

}  // namespace

ResultsDescription describe_results(const StudyFile& file) {
  const Study study = file.at(0);
  const BuildInfo build = build_info();
  ResultsDescription description;
  description.title = study.title;
  description.seed = study.seed;
  description.study = file.resolved();
  description.program_version = build.version;
  description.git_describe = build.git_describe;
  description.compiler = build.compiler;
  description.points = file.design().points();
  description.replications = file.replications();
  for (const PolicySpec& policy : study.policies) description.policies.push_back(policy.name);
  description.factors = file.design().factors();
  description.metrics = variables_of(metric_registry());
  if (file.job_rows() > 0) {
    description.job_columns = variables_of(job_column_registry());
    description.jobs_per_run = file.job_rows();
  }
  return description;
}

RunReport run_study(MpiSession& mpi, const StudyFile& file, const RunOptions& options) {
  const ResultsDescription description = describe_results(file);
  BlockRunner runner(file, run_block_shape(description), options.threads);
  if (mpi.is_first()) return lead(mpi, description, runner, options);
  const bool work = mpi.broadcast(0) != 0;
  if (work) follow_work(mpi, runner);
  return {};
}

}  // namespace bacelab
