#include "mpi_runner/compute/block_runner.hpp"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <new>
#include <utility>
#include <vector>

#include "core/no_value.hpp"
#include "core/simulation/metrics.hpp"
#include "experiments/worlds/generate.hpp"
#include "experiments/worlds/world_summary.hpp"
#include "mpi_runner/compute/finite.hpp"

namespace bacelab {
namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

RunStatus status_of(const RunRecord& record) {
  const auto served = [](const JobOutcome& job) { return job.served; };
  return std::all_of(record.jobs.begin(), record.jobs.end(), served) ? RunStatus::done
                                                                     : RunStatus::stuck;
}

Table<RegionIndex, std::size_t> numbers_of(const std::vector<RegionModel>& regions,
                                           const std::vector<std::string>& names) {
  Table<RegionIndex, std::size_t> numbers;
  for (const RegionModel& region : regions) {
    const auto name = std::find(names.begin(), names.end(), region.name);
    numbers.push_back(static_cast<std::size_t>(name - names.begin()));
  }
  return numbers;
}

}  // namespace

void WorldRunner::run(WorldIndex world, RunBlock& block, std::vector<RunFailure>& failures,
                      const StopCheck& is_to_stop, const LeftOut& left_out) {
  const std::size_t row = block.row_of(world);
  const WorldPlace place = file_->box().place(world);
  RunFailure failure = {place.point.value(), place.replication.value(), "", ""};
  try {
    go_to(place.point);
    const GeneratedWorld drawn = draw_world(*study_, failure.point, failure.replication);
    block.redraws[row] = drawn.redraws;
    summarise_world(study_->world, drawn, block.summaries_of(row));
    for (std::size_t policy = 0; policy < policies_.size(); ++policy) {
      if (std::binary_search(left_out.begin(), left_out.end(), policy)) continue;
      failure.policy = study_->policies[policy].name;
      try {
        run_policy(drawn.scenario, policy, row, block, is_to_stop);
      } catch (const RunStopped&) {
        throw;  // says nothing of the run
      } catch (const std::bad_alloc&) {
        throw;  // nor does this
      } catch (const std::exception& error) {
        const auto metrics = block.metrics_of(row, policy);
        std::fill(metrics.begin(), metrics.end(), no_value);
        block.status[block.run_index(row, policy)] = RunStatus::failed;
        failure.message = error.what();
        failures.push_back(failure);
      }
    }
  } catch (const RunStopped&) {
    block.leave_out(row);
    failures.clear();
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    for (std::size_t policy = 0; policy < block.shape.policies; ++policy) {
      if (std::binary_search(left_out.begin(), left_out.end(), policy)) continue;
      block.status[block.run_index(row, policy)] = RunStatus::failed;
    }
    failure.message = error.what();
    failures.push_back(failure);
  }
}

void WorldRunner::go_to(PointIndex point) {
  if (study_ && point == point_) return;
  study_.reset();  // until all of this is done
  auto study = std::make_unique<const Study>(reader_.at(point.value()));
  regions_ = numbers_of(study->world.regions.regions, file_->regions());
  policies_.clear();
  for (const PolicySpec& spec : study->policies) {
    policies_.push_back(make_policy(spec, *study->catalog));
    Policy& policy = policies_.back();
    if (policy.allocator && policy.allocator->is_shareable()) {
      policy.path_finder->set_threads(path_threads_);
    }
  }
  study_ = std::move(study);
  point_ = point;
}

void WorldRunner::run_policy(const Scenario& scenario, std::size_t policy, std::size_t row,
                             RunBlock& block, const StopCheck& is_to_stop) {
  const auto start = std::chrono::steady_clock::now();
  const RunRecord& record = simulator_.run(scenario, policies_[policy], nullptr, is_to_stop);
  keep(scenario, record, policy, row, block);
  block.wall_s[block.run_index(row, policy)] = seconds_since(start);
}

void WorldRunner::keep(const Scenario& scenario, const RunRecord& record, std::size_t policy,
                       std::size_t row, RunBlock& block) {
  summarise(scenario, record, summary_);
  const auto metrics = block.metrics_of(row, policy);
  const auto registry = metric_registry();
  for (std::size_t i = 0; i < metrics.size(); ++i) metrics[i] = registry[i].value(summary_);
  require_finite(record, metrics);
  block.status[block.run_index(row, policy)] = status_of(record);
  if (block.shape.jobs_per_run == 0) return;
  keep_jobs(record, block.jobs_of(row, policy));
}

void WorldRunner::keep_jobs(const RunRecord& record, std::span<double> values) {
  const auto columns = job_column_registry();
  const std::size_t regions = file_->regions().size();
  std::size_t begin = 0;
  for (const JobOutcome& job : record.jobs) {
    for (const JobColumnInfo& column : columns) values[begin++] = column.value(job);
    const auto stages = values.subspan(begin, regions);
    std::fill(stages.begin(), stages.end(), job.started ? 0.0 : no_value);
    for (const PathStep& step : record.path_of(job)) stages[regions_[step.region]] = step.stages;
    begin += regions;
  }
}

struct BlockRunner::Threads {
  Threads(const StudyFile& file, const ThreadPlan& plan)
      : limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(plan.worlds)),
        arena(plan.worlds),
        runners([&file, plan] { return WorldRunner(file, plan.paths); }) {}

  tbb::global_control limit;
  tbb::task_arena arena;
  tbb::enumerable_thread_specific<WorldRunner> runners;
};

BlockRunner::BlockRunner(const StudyFile& file, const RunBlockShape& shape, const ThreadPlan& plan)
    : file_(&file), shape_(shape), threads_(std::make_unique<Threads>(file, plan)) {}

BlockRunner::~BlockRunner() = default;

RunBlock BlockRunner::run(const Work& work, const StopRequest* stop) {
  const WorldRange& worlds = work.worlds;
  RunBlock block(worlds, shape_);
  std::vector<std::vector<RunFailure>> failures(worlds.count);
  const StopCheck is_to_stop = [&] { return stop != nullptr && stop->cause() != StopCause::none; };
  threads_->arena.execute([&] {
    tbb::parallel_for(std::size_t{0}, worlds.count, [&](std::size_t i) {
      if (is_to_stop()) return;
      threads_->runners.local().run(WorldIndex(worlds.first + i), block, failures[i], is_to_stop,
                                    work.left_out);
    });
  });
  for (const auto& of_world : failures) {
    block.failures.insert(block.failures.end(), of_world.begin(), of_world.end());
  }
  return block;
}

}  // namespace bacelab
