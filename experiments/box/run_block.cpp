#include "experiments/box/run_block.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <tuple>
#include <utility>

#include "core/no_value.hpp"

namespace bacelab {
namespace {

std::size_t row_numbers(const RunBlockShape& shape) {
  return shape.jobs_per_run * shape.job_columns;
}

}  // namespace

RunBlockShape run_block_shape(const ResultsDescription& description) {
  return {description.policies.size(), description.metrics.size(), description.jobs_per_run,
          description.job_columns.size()};
}

RunBlock::RunBlock(const WorldRange& block_worlds, const RunBlockShape& block_shape)
    : worlds(block_worlds),
      shape(block_shape),
      metrics(run_count() * shape.metrics, no_value),
      status(run_count(), RunStatus::not_run),
      wall_s(run_count(), no_value),
      redraws(worlds.count, 0),
      jobs(run_count() * row_numbers(shape), no_value) {}

std::size_t RunBlock::run_index(std::size_t row, std::size_t policy) const {
  return row * shape.policies + policy;
}

std::span<double> RunBlock::metrics_of(std::size_t row, std::size_t policy) {
  return std::span(metrics).subspan(run_index(row, policy) * shape.metrics, shape.metrics);
}

std::span<const double> RunBlock::metrics_of(std::size_t row, std::size_t policy) const {
  return std::span(metrics).subspan(run_index(row, policy) * shape.metrics, shape.metrics);
}

std::span<double> RunBlock::jobs_of(std::size_t row, std::size_t policy) {
  const std::size_t size = row_numbers(shape);
  return std::span(jobs).subspan(run_index(row, policy) * size, size);
}

bool RunBlock::has_run(std::size_t row) const {
  return status[run_index(row, 0)] != RunStatus::not_run;
}

void RunBlock::leave_out(std::size_t row) {
  for (std::size_t policy = 0; policy < shape.policies; ++policy) {
    status[run_index(row, policy)] = RunStatus::not_run;
  }
}

RunBlock slice(const RunBlock& block, const WorldRange& worlds, const StudyBox& box) {
  const std::size_t row = worlds.first - block.worlds.first;
  const auto part = [&](const auto& values) {
    const std::size_t per_world = values.size() / block.worlds.count;
    const auto from = values.begin() + static_cast<std::ptrdiff_t>(row * per_world);
    return std::vector(from, from + static_cast<std::ptrdiff_t>(worlds.count * per_world));
  };
  RunBlock result;
  result.worlds = worlds;
  result.shape = block.shape;
  result.metrics = part(block.metrics);
  result.status = part(block.status);
  result.wall_s = part(block.wall_s);
  result.redraws = part(block.redraws);
  result.jobs = part(block.jobs);
  std::copy_if(
      block.failures.begin(), block.failures.end(), std::back_inserter(result.failures),
      [&](const RunFailure& each) { return worlds.contains(box.world(each.place()).value()); });
  return result;
}

std::vector<RunBlock> split_finished(RunBlock block, const StudyBox& box) {
  std::vector<RunBlock> parts;
  const std::size_t count = block.worlds.count;
  for (std::size_t first = 0; first < count;) {
    std::size_t end = first;
    while (end < count && block.has_run(end)) ++end;
    if (end - first == count) {
      parts.push_back(std::move(block));
      return parts;
    }
    if (end > first) {
      parts.push_back(slice(block, {block.worlds.first + first, end - first}, box));
    }
    first = end + 1;
  }
  return parts;
}

void append(RunBlock next, RunBlock& block) {
  if (block.worlds.count == 0) {
    block = std::move(next);
    return;
  }
  const auto add = [](const auto& from, auto& to) {
    to.insert(to.end(), from.begin(), from.end());
  };
  block.worlds.count += next.worlds.count;
  add(next.metrics, block.metrics);
  add(next.status, block.status);
  add(next.wall_s, block.wall_s);
  add(next.redraws, block.redraws);
  add(next.jobs, block.jobs);
  add(next.failures, block.failures);
}

bool is_consistent(const RunBlock& block) {
  const std::size_t runs = block.run_count();
  return block.metrics.size() == runs * block.shape.metrics && block.status.size() == runs &&
         block.wall_s.size() == runs && block.redraws.size() == block.worlds.count &&
         block.jobs.size() == runs * row_numbers(block.shape);
}

std::size_t byte_count(const RunBlock& block) {
  return sizeof(double) * (block.metrics.size() + block.wall_s.size() + block.jobs.size()) +
         sizeof(RunStatus) * block.status.size() + sizeof(std::int64_t) * block.redraws.size();
}

void count(const RunBlock& block, RunCounts& counts) {
  const auto with = [&](RunStatus status) {
    return static_cast<std::size_t>(std::count(block.status.begin(), block.status.end(), status));
  };
  counts.worlds += block.worlds.count;
  counts.runs += block.run_count();
  counts.stuck += with(RunStatus::stuck);
  counts.failed += with(RunStatus::failed);
  counts.redraws += static_cast<std::size_t>(
      std::accumulate(block.redraws.begin(), block.redraws.end(), std::int64_t{0}));
  counts.failures.insert(counts.failures.end(), block.failures.begin(), block.failures.end());
}

void sort_failures(RunCounts& counts) {
  std::sort(counts.failures.begin(), counts.failures.end(),
            [](const RunFailure& x, const RunFailure& y) {
              return std::tie(x.point, x.replication, x.policy) <
                     std::tie(y.point, y.replication, y.policy);
            });
}

}  // namespace bacelab
