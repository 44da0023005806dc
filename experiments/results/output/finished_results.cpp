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
  RunBlock block(description.box().worlds_of(box), shape);
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

}  // namespace

std::size_t worlds_at_a_time(const RunBlockShape& shape) {
  return std::max<std::size_t>(1, bytes_at_a_time / byte_count(RunBlock({0, 1}, shape)));
}

FinishedResults::FinishedResults(const std::filesystem::path& path)
    : file_(path), failures_(file_.failures()) {
  find_worlds();
}

const StudyIdentity& FinishedResults::identity() const {
  if (description().identity) return *description().identity;
  throw InputError(path().string() +
                   ": was written by an earlier version, which did not store the identity of its "
                   "study; it can be read but not resumed or merged: run the study again, into "
                   "another file or with --force");
}

void FinishedResults::find_worlds() {
  const StudyBox study = description().box();
  constexpr std::size_t statuses_at_a_time = std::size_t{1} << 20;
  const std::size_t most = std::max<std::size_t>(1, statuses_at_a_time / study.runs_of(1));
  for (const WorldRange& part : cut({study.all()}, most)) {
    for (const WorldBox& box : study.boxes_of(part)) {
      const auto statuses = file_.status_values(box);
      const WorldRange worlds = study.worlds_of(box);
      for (std::size_t row = 0; row < worlds.count; ++row) {
        if (statuses[study.run(row, PolicyIndex(0))] != RunStatus::not_run) {
          worlds_.insert({worlds.first + row, 1});
        }
      }
    }
  }
}

RunBlock FinishedResults::read(const WorldRange& worlds) const {
  const StudyBox study = description().box();
  RunBlock block;
  for (const WorldBox& box : study.boxes_of(worlds)) append(read_box(file_, box), block);
  for (const RunFailure& failure : failures_) {
    if (worlds.contains(study.world(failure.place()).value())) block.failures.push_back(failure);
  }
  return block;
}

}  // namespace bacelab
