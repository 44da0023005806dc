#include "experiments/results/run_columns.hpp"

#include <algorithm>
#include <stdexcept>

namespace bacelab {
namespace {

using Columns = std::vector<std::vector<double>>;

/// Rows that are turned at a time: their numbers stay in the first-level cache.
constexpr std::size_t tile_rows = 16;

/// Writes `rows`, row-major with as many numbers a row as there are columns, into the columns from
/// row `at` on.
void scatter(std::span<const double> rows, std::size_t at, Columns& columns) {
  const std::size_t width = columns.size();
  const std::size_t count = width == 0 ? 0 : rows.size() / width;
  for (std::size_t first = 0; first < count; first += tile_rows) {
    const std::size_t end = std::min(first + tile_rows, count);
    for (std::size_t column = 0; column < width; ++column) {
      double* const to = columns[column].data() + at;
      for (std::size_t row = first; row < end; ++row) to[row] = rows[row * width + column];
    }
  }
}

std::size_t total_worlds(std::span<const RunBlock> blocks) {
  if (blocks.empty()) throw std::invalid_argument("no blocks to make columns of");
  std::size_t total = 0;
  for (const RunBlock& block : blocks) {
    if (block.first_world != blocks.front().first_world + total ||
        block.shape != blocks.front().shape) {
      throw std::invalid_argument("blocks that don't follow each other, or differ in shape");
    }
    total += block.world_count;
  }
  return total;
}

RunColumns empty_columns(std::size_t first_world, std::size_t worlds, const RunBlockShape& shape) {
  const std::size_t runs = worlds * shape.policies;
  RunColumns columns;
  columns.first_world = first_world;
  columns.world_count = worlds;
  columns.shape = shape;
  columns.metrics.assign(shape.metrics, std::vector<double>(runs));
  columns.jobs.assign(shape.job_columns, std::vector<double>(runs * shape.jobs_per_run));
  columns.status.reserve(runs);
  columns.wall_s.reserve(runs);
  columns.redraws.reserve(worlds);
  return columns;
}

void append(const RunBlock& block, RunColumns& columns) {
  const std::size_t run = columns.status.size();
  scatter(block.metrics, run, columns.metrics);
  scatter(block.jobs, run * block.shape.jobs_per_run, columns.jobs);
  for (const RunStatus status : block.status) {
    columns.status.push_back(static_cast<std::uint8_t>(status));
  }
  columns.wall_s.insert(columns.wall_s.end(), block.wall_s.begin(), block.wall_s.end());
  columns.redraws.insert(columns.redraws.end(), block.redraws.begin(), block.redraws.end());
}

}  // namespace

RunColumns to_columns(std::span<const RunBlock> blocks) {
  const std::size_t worlds = total_worlds(blocks);
  RunColumns columns = empty_columns(blocks.front().first_world, worlds, blocks.front().shape);
  for (const RunBlock& block : blocks) append(block, columns);
  return columns;
}

}  // namespace bacelab
