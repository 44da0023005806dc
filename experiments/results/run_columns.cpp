#include "experiments/results/run_columns.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <vector>

#include "experiments/box/world_set.hpp"
#include "experiments/results/endings.hpp"
#include "experiments/results/schema.hpp"
#include "experiments/results/seal.hpp"

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
    if (block.worlds.first != blocks.front().worlds.first + total ||
        block.shape != blocks.front().shape) {
      throw std::invalid_argument("blocks that don't follow each other, or differ in shape");
    }
    total += block.worlds.count;
  }
  return total;
}

RunColumns empty_columns(const WorldRange& worlds, const RunBlockShape& shape) {
  const std::size_t runs = worlds.count * shape.policies;
  RunColumns columns;
  columns.worlds = worlds;
  columns.shape = shape;
  columns.metrics.assign(shape.metrics, std::vector<double>(runs));
  columns.jobs.assign(shape.job_columns, std::vector<double>(runs * shape.jobs_per_run));
  columns.summaries.assign(shape.world_summaries, std::vector<double>(worlds.count));
  columns.status.reserve(runs);
  columns.wall_s.reserve(runs);
  columns.redraws.reserve(worlds.count);
  return columns;
}

void append(const RunBlock& block, RunColumns& columns) {
  const std::size_t run = columns.status.size();
  scatter(block.metrics, run, columns.metrics);
  scatter(block.jobs, run * block.shape.jobs_per_run, columns.jobs);
  scatter(block.summaries, columns.redraws.size(), columns.summaries);
  for (const RunStatus status : block.status) {
    columns.status.push_back(static_cast<std::uint8_t>(status));
  }
  columns.wall_s.insert(columns.wall_s.end(), block.wall_s.begin(), block.wall_s.end());
  columns.redraws.insert(columns.redraws.end(), block.redraws.begin(), block.redraws.end());
}

}  // namespace

RunColumns to_columns(std::span<const RunBlock> blocks) {
  const std::size_t worlds = total_worlds(blocks);
  const RunBlock& first = blocks.front();
  RunColumns columns = empty_columns({first.worlds.first, worlds}, first.shape);
  for (const RunBlock& block : blocks) append(block, columns);
  return columns;
}

namespace {

const ResultsDescription& valid(const ResultsDescription& description) {
  schema::require_storable(description);
  return description;
}

/// The part of an array [world][per_world numbers] that belongs to a box of worlds, of which the
/// first stands in `row`.
template <class T>
std::span<const T> part(const std::vector<T>& values, std::size_t row, const WorldBox& box,
                        std::size_t per_world) {
  return std::span(values).subspan(row * per_world, box.world_count() * per_world);
}

/// The numbers by which the rows of jobs say what they are about.
struct JobLabels {
  std::vector<std::int64_t> point;
  std::vector<std::int64_t> replication;
  std::vector<std::int64_t> policy;
  std::vector<std::int64_t> job_id;
};

/// Rows of runs that did not take place are -1, like those that were never written.
JobLabels job_labels(const RunColumns& runs, const StudyBox& box) {
  constexpr std::int64_t none = -1;
  JobLabels labels;
  for (std::size_t row = 0; row < runs.worlds.count; ++row) {
    const auto [point, replication] = box.place(WorldIndex(runs.worlds.first + row));
    for (std::size_t policy = 0; policy < box.policies(); ++policy) {
      const bool is_there = runs.status[box.run(row, PolicyIndex(policy))] !=
                            static_cast<std::uint8_t>(RunStatus::not_run);
      const auto label = [&](std::size_t number) {
        return is_there ? static_cast<std::int64_t>(number) : none;
      };
      for (std::size_t job = 0; job < runs.shape.jobs_per_run; ++job) {
        labels.point.push_back(label(point.value()));
        labels.replication.push_back(label(replication.value()));
        labels.policy.push_back(label(policy));
        labels.job_id.push_back(label(job));
      }
    }
  }
  return labels;
}

}  // namespace

ColumnWriter::ColumnWriter(const std::filesystem::path& file, const ResultsDescription& description)
    : path_(file),
      box_(valid(description).box()),
      shape_(run_block_shape(description)),
      file_(hdf5::File::create(file, seal_bytes)),
      variables_(create_variables(file_.root(), description)) {}

void ColumnWriter::write(const RunColumns& runs) {
  require_fit(runs);
  for (const WorldBox& box : box_.boxes_of(runs.worlds)) write_box(runs, box);
  if (variables_->jobs) write_jobs(runs);
}

void ColumnWriter::write(const Provenance& provenance) {
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
  attributes.write(schema::attribute::run_study_directory, provenance.study_directory);
}

void ColumnWriter::write(std::span<const RunFailure> failures) {
  write_failures(file_.root(), failures);
}

void ColumnWriter::write(const PrecisionOutcome& outcome) {
  write_precision(file_.root(), outcome);
}

void ColumnWriter::close() {
  file_.flush();
  variables_.reset();
  file_.close();
  seal(path_);
}

void ColumnWriter::require_fit(const RunColumns& runs) const {
  if (!variables_) throw std::logic_error("this results file is closed");
  if (runs.shape != shape_ || runs.worlds.count > box_.worlds() ||
      runs.worlds.first > box_.worlds() - runs.worlds.count) {
    throw std::invalid_argument("these runs are not of the study of this results file");
  }
}

void ColumnWriter::write_box(const RunColumns& runs, const WorldBox& box) {
  const std::size_t row = box_.worlds_of(box).first - runs.worlds.first;
  const hdf5::Slab slab = {{box.first_point, box.first_replication, 0},
                           {box.points, box.replications, shape_.policies}};
  const hdf5::Slab worlds = {{box.first_point, box.first_replication},
                             {box.points, box.replications}};
  for (std::size_t i = 0; i < runs.metrics.size(); ++i) {
    variables_->metrics[i].write(part(runs.metrics[i], row, box, shape_.policies), slab);
  }
  variables_->status.write(part(runs.status, row, box, shape_.policies), slab);
  variables_->wall_s.write(part(runs.wall_s, row, box, shape_.policies), slab);
  variables_->redraws.write(part(runs.redraws, row, box, 1), worlds);
  for (std::size_t i = 0; i < runs.summaries.size(); ++i) {
    variables_->summaries[i].write(part(runs.summaries[i], row, box, 1), worlds);
  }
}

void ColumnWriter::write_jobs(const RunColumns& runs) {
  const JobVariables& jobs = *variables_->jobs;
  const hdf5::Slab slab = {{box_.runs_of(runs.worlds.first) * shape_.jobs_per_run},
                           {box_.runs_of(runs.worlds.count) * shape_.jobs_per_run}};
  const JobLabels labels = job_labels(runs, box_);
  jobs.point.write<std::int64_t>(labels.point, slab);
  jobs.replication.write<std::int64_t>(labels.replication, slab);
  jobs.policy.write<std::int64_t>(labels.policy, slab);
  jobs.job_id.write<std::int64_t>(labels.job_id, slab);
  for (std::size_t i = 0; i < runs.jobs.size(); ++i) {
    jobs.columns[i].write<double>(runs.jobs[i], slab);
  }
}

}  // namespace bacelab
