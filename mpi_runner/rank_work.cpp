#include "mpi_runner/rank_work.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "experiments/text/bytes.hpp"
#include "experiments/text/storage_error.hpp"
#include "mpi_runner/stopping/stopping_rule.hpp"

namespace bacelab {
namespace {

std::string text_of(const RunFailure& failure) {
  return fmt::format("point {}, replication {}{}{}: {}", failure.point, failure.replication,
                     failure.policy.empty() ? "" : ", policy ", failure.policy, failure.message);
}

}  // namespace

RankWork::RankWork(const StudyFile& file, const ResultsDescription& description,
                   const RunOptions& options, const StopRequest& stop, SegmentWriter writer,
                   Faults& faults)
    : runner_(file, run_block_shape(description), options.threads),
      replications_(description.replications),
      on_failure_(options.on_failure),
      stop_(&stop),
      rule_(options.rule),
      writer_(std::move(writer)),
      faults_(&faults) {}

BlockReport RankWork::compute(const WorldRange& range) {
  FinishedBlock finished = runner_.run(range.first, range.count, stop_);
  faults_->pass("computing");
  BlockReport report;
  if (on_failure_ == OnFailure::stop && !finished.failures.empty()) {
    report.stop = StopCause::failed_run;
    report.failure = text_of(finished.failures.front());
    leave_out_failed(finished);
  }
  try {
    for (const FinishedBlock& part : split_finished(std::move(finished), replications_)) {
      writer_.add(part);
      report.worlds += part.block.world_count;
      if (rule_ != nullptr) report.seen.push_back(observe(part.block, rule_->values()));
    }
  } catch (const StorageError& error) {
    report.error = error.what();
  }
  if (report.stop == StopCause::none && report.worlds < range.count) report.stop = stop_->cause();
  return report;
}

std::vector<std::byte> RankWork::finish() {
  ByteWriter answer;
  try {
    writer_.commit();
    answer.text("");
  } catch (const StorageError& error) {
    answer.text(error.what());
  }
  answer.number(writer_.names().size());
  for (const std::string& name : writer_.names()) answer.text(name);
  return answer.take();
}

/// Another execution has to compute them again.
void RankWork::leave_out_failed(FinishedBlock& finished) const {
  RunBlock& block = finished.block;
  for (const RunFailure& failure : finished.failures) {
    const std::size_t world =
        failure.point * replications_ + failure.replication - block.first_world;
    for (std::size_t policy = 0; policy < block.shape.policies; ++policy) {
      block.status[block.run_index(world, policy)] = RunStatus::not_run;
    }
  }
}

}  // namespace bacelab
