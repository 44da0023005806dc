#include "experiments/results/results_store.hpp"

#include <cstdint>
#include <span>
#include <stdexcept>
#include <vector>

#include "experiments/results/failures.hpp"
#include "experiments/results/precision_variables.hpp"
#include "experiments/results/schema.hpp"
#include "experiments/results/world_box.hpp"

namespace bacelab {
namespace {

const ResultsDescription& valid(const ResultsDescription& description) {
  validate(description);
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
