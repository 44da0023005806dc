#include "experiments/results/output/finished_results.hpp"

#include <algorithm>

#include "core/errors.hpp"
#include "experiments/box/world_set.hpp"

namespace bacelab {
namespace {

constexpr std::size_t bytes_at_a_time = std::size_t{4} << 20;

/// Copies a column, [world][policy][row], into rows of `width` numbers, of which it is one.
void scatter(const std::vector<double>& column, std::size_t at, std::size_t width,
             std::vector<double>& rows) {
  for (std::size_t row = 0; row < column.size(); ++row) rows[row * width + at] = column[row];
}

RunBlock read_box(const ResultsFile& file, const WorldBox& box) {
  const ResultsDescription& description = file.description();
  const RunBlockShape shape = run_block_shape(description);
  const std::size_t first = box.first_point * description.replications + box.first_replication;
  RunBlock block(first, box.world_count(), shape);
  for (std::size_t i = 0; i < shape.metrics; ++i) {
    scatter(file.metric_values(description.metrics[i].name, box), i, shape.metrics, block.metrics);
  }
  block.status = file.status_values(box);
  block.wall_s = file.wall_s_values(box);
  block.redraws = file.redraws(box);
  for (std::size_t i = 0; i < shape.job_columns; ++i) {
    scatter(file.job_values(description.job_columns[i].name, box), i, shape.job_columns,
            block.jobs);
  }
  return block;
}

template <class T>
void append(const std::vector<T>& from, std::vector<T>& to) {
  to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

std::size_t worlds_at_a_time(const RunBlockShape& shape) {
  return std::max<std::size_t>(1, bytes_at_a_time / byte_count(RunBlock(0, 1, shape)));
}

std::vector<WorldRange> cut(const std::vector<WorldRange>& ranges, std::size_t most) {
  std::vector<WorldRange> parts;
  for (const WorldRange& range : ranges) {
    for (std::size_t first = range.first; first < range.end(); first += most) {
      parts.push_back({first, std::min(most, range.end() - first)});
    }
  }
  return parts;
}

FinishedResults::FinishedResults(const std::filesystem::path& path)
    : file_(path), failures_(file_.failures()) {
  find_worlds();
}

const StudyIdentity& FinishedResults::identity() const {
  if (description().identity) return *description().identity;
  throw InputError(path().string() +
                   ": is of an earlier program, which did not keep what tells its study from "
                   "others; it can be read, not extended or merged: run the study again, into "
                   "another file or with --force");
}

void FinishedResults::find_worlds() {
  const std::size_t policies = description().policies.size();
  const WorldRange all = {0, world_count(description())};
  constexpr std::size_t statuses_at_a_time = std::size_t{1} << 20;
  for (const WorldRange& part :
       cut({all}, std::max<std::size_t>(1, statuses_at_a_time / policies))) {
    for (const WorldBox& box : world_boxes(part.first, part.count, description().replications)) {
      const auto statuses = file_.status_values(box);
      const std::size_t first =
          box.first_point * description().replications + box.first_replication;
      for (std::size_t world = 0; world < box.world_count(); ++world) {
        if (statuses[world * policies] != RunStatus::not_run) worlds_.insert({first + world, 1});
      }
    }
  }
}

FinishedBlock FinishedResults::read(const WorldRange& worlds) const {
  const std::size_t replications = description().replications;
  FinishedBlock finished;
  for (const WorldBox& box : world_boxes(worlds.first, worlds.count, replications)) {
    RunBlock part = read_box(file_, box);
    if (finished.block.world_count == 0) {
      finished.block = std::move(part);
      continue;
    }
    finished.block.world_count += part.world_count;
    append(part.metrics, finished.block.metrics);
    append(part.status, finished.block.status);
    append(part.wall_s, finished.block.wall_s);
    append(part.redraws, finished.block.redraws);
    append(part.jobs, finished.block.jobs);
  }
  for (const RunFailure& failure : failures_) {
    const std::size_t world = failure.point * replications + failure.replication;
    if (world >= worlds.first && world < worlds.end()) finished.failures.push_back(failure);
  }
  return finished;
}

}  // namespace bacelab
