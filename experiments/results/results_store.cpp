#include "experiments/results/results_store.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <vector>

#include "experiments/box/world_set.hpp"
#include "experiments/results/endings.hpp"
#include "experiments/results/schema.hpp"

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

namespace {

const ResultsDescription& valid(const ResultsDescription& description) {
  schema::require_storable(description);
  return description;
}

/// The part of an array [world][per_world numbers] that belongs to a box of worlds.
template <class T>
std::span<const T> part(const std::vector<T>& values, std::size_t world, const WorldBox& box,
                        std::size_t per_world) {
  return std::span(values).subspan(world * per_world, box.world_count() * per_world);
}

/// The numbers by which the rows of jobs say what they are about.
struct JobLabels {
  std::vector<std::int64_t> point;
  std::vector<std::int64_t> replication;
  std::vector<std::int64_t> policy;
  std::vector<std::int64_t> job_id;
};

JobLabels job_labels(std::size_t first_row, std::size_t rows, const RunBlockShape& shape,
                     std::size_t replications) {
  JobLabels labels;
  for (std::size_t row = first_row; row < first_row + rows; ++row) {
    const std::size_t run = row / shape.jobs_per_run;
    const std::size_t world = run / shape.policies;
    labels.point.push_back(static_cast<std::int64_t>(world / replications));
    labels.replication.push_back(static_cast<std::int64_t>(world % replications));
    labels.policy.push_back(static_cast<std::int64_t>(run % shape.policies));
    labels.job_id.push_back(static_cast<std::int64_t>(row % shape.jobs_per_run));
  }
  return labels;
}

}  // namespace

ResultsStore::ResultsStore(const std::filesystem::path& file, const ResultsDescription& description)
    : replications_(valid(description).replications),
      worlds_(world_count(description)),
      shape_(run_block_shape(description)),
      file_(hdf5::File::create(file)),
      variables_(create_variables(file_.root(), description)) {}

void ResultsStore::write(const RunColumns& runs) {
  require_fit(runs);
  for (const WorldBox& box : world_boxes(runs.first_world, runs.world_count, replications_)) {
    write_box(runs, box);
  }
  if (variables_->jobs) write_jobs(runs);
}

void ResultsStore::write(const Provenance& provenance) {
  const hdf5::Group root = file_.root();
  const hdf5::Attributes attributes = root.attributes();
  attributes.write(schema::attribute::run_ranks, provenance.ranks);
  attributes.write(schema::attribute::run_threads, provenance.threads);
  attributes.write(schema::attribute::run_host, provenance.host);
  attributes.write(schema::attribute::run_slurm_job_id, provenance.slurm_job_id);
  attributes.write(schema::attribute::run_slurm_restart_count, provenance.slurm_restart_count);
  attributes.write(schema::attribute::run_started, provenance.started);
  attributes.write(schema::attribute::run_finished, provenance.finished);
  attributes.write(schema::attribute::run_command, provenance.command);
}

void ResultsStore::write(std::span<const RunFailure> failures) {
  write_failures(file_.root(), failures);
}

void ResultsStore::write(const PrecisionOutcome& outcome) {
  write_precision(file_.root(), outcome);
}

void ResultsStore::close() {
  file_.flush();
  variables_.reset();
  file_.close();
}

void ResultsStore::require_fit(const RunColumns& runs) const {
  if (!variables_) throw std::logic_error("this results file is closed");
  if (runs.shape != shape_ || runs.world_count > worlds_ ||
      runs.first_world > worlds_ - runs.world_count) {
    throw std::invalid_argument("these runs are not of the study of this results file");
  }
}

void ResultsStore::write_box(const RunColumns& runs, const WorldBox& box) {
  const std::size_t world =
      box.first_point * replications_ + box.first_replication - runs.first_world;
  const hdf5::Slab slab = {{box.first_point, box.first_replication, 0},
                           {box.points, box.replications, shape_.policies}};
  const hdf5::Slab worlds = {{box.first_point, box.first_replication},
                             {box.points, box.replications}};
  for (std::size_t i = 0; i < runs.metrics.size(); ++i) {
    variables_->metrics[i].write(part(runs.metrics[i], world, box, shape_.policies), slab);
  }
  variables_->status.write(part(runs.status, world, box, shape_.policies), slab);
  variables_->wall_s.write(part(runs.wall_s, world, box, shape_.policies), slab);
  variables_->redraws.write(part(runs.redraws, world, box, 1), worlds);
}

void ResultsStore::write_jobs(const RunColumns& runs) {
  const JobVariables& jobs = *variables_->jobs;
  const std::size_t per_world = shape_.policies * shape_.jobs_per_run;
  const std::size_t first_row = runs.first_world * per_world;
  const std::size_t rows = runs.world_count * per_world;
  const hdf5::Slab slab = {{first_row}, {rows}};
  const JobLabels labels = job_labels(first_row, rows, shape_, replications_);
  jobs.point.write<std::int64_t>(labels.point, slab);
  jobs.replication.write<std::int64_t>(labels.replication, slab);
  jobs.policy.write<std::int64_t>(labels.policy, slab);
  jobs.job_id.write<std::int64_t>(labels.job_id, slab);
  for (std::size_t i = 0; i < runs.jobs.size(); ++i) {
    jobs.columns[i].write<double>(runs.jobs[i], slab);
  }
}

}  // namespace bacelab
