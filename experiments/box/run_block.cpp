#include "experiments/box/run_block.hpp"

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

RunBlock::RunBlock(std::size_t first, std::size_t count, const RunBlockShape& block_shape)
    : first_world(first),
      world_count(count),
      shape(block_shape),
      metrics(run_count() * shape.metrics, no_value),
      status(run_count(), RunStatus::not_run),
      wall_s(run_count(), no_value),
      redraws(count, 0),
      jobs(run_count() * row_numbers(shape), no_value) {}

std::size_t RunBlock::run_index(std::size_t world, std::size_t policy) const {
  return world * shape.policies + policy;
}

std::span<double> RunBlock::metrics_of(std::size_t world, std::size_t policy) {
  return std::span(metrics).subspan(run_index(world, policy) * shape.metrics, shape.metrics);
}

std::span<double> RunBlock::jobs_of(std::size_t world, std::size_t policy) {
  const std::size_t size = row_numbers(shape);
  return std::span(jobs).subspan(run_index(world, policy) * size, size);
}

RunBlock slice(const RunBlock& block, std::size_t offset, std::size_t count,
               std::size_t first_world) {
  const auto part = [&](const auto& values) {
    const std::size_t per_world = values.size() / block.world_count;
    const auto from = values.begin() + static_cast<std::ptrdiff_t>(offset * per_world);
    return std::vector(from, from + static_cast<std::ptrdiff_t>(count * per_world));
  };
  RunBlock result;
  result.first_world = first_world;
  result.world_count = count;
  result.shape = block.shape;
  result.metrics = part(block.metrics);
  result.status = part(block.status);
  result.wall_s = part(block.wall_s);
  result.redraws = part(block.redraws);
  result.jobs = part(block.jobs);
  return result;
}

bool is_consistent(const RunBlock& block) {
  const std::size_t runs = block.run_count();
  return block.metrics.size() == runs * block.shape.metrics && block.status.size() == runs &&
         block.wall_s.size() == runs && block.redraws.size() == block.world_count &&
         block.jobs.size() == runs * row_numbers(block.shape);
}

std::size_t byte_count(const RunBlock& block) {
  return sizeof(double) * (block.metrics.size() + block.wall_s.size() + block.jobs.size()) +
         sizeof(RunStatus) * block.status.size() + sizeof(std::int64_t) * block.redraws.size();
}

}  // namespace bacelab
