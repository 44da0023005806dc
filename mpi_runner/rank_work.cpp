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

/// Another execution has to compute them again.
void leave_out_failed(RunBlock& block, const StudyBox& box) {
  for (const RunFailure& failure : block.failures) {
    block.leave_out(block.row_of(box.world(failure.place())));
  }
}

}  // namespace

RankWork::RankWork(const StudyFile& file, const ResultsDescription& description,
                   const RunOptions& options, const StopRequest& stop, SegmentWriter writer,
                   Faults& faults)
    : runner_(file, run_block_shape(description), options.threads),
      box_(description.box()),
      on_failure_(options.on_failure),
      stop_(&stop),
      rule_(options.rule),
      writer_(std::move(writer)),
      faults_(&faults) {}

BlockReport RankWork::compute(const Work& work) {
  RunBlock block = runner_.run(work, stop_);
  faults_->pass("computing");
  BlockReport report;
  if (on_failure_ == OnFailure::stop && !block.failures.empty()) {
    report.stop = StopCause::failed_run;
    report.failure = text_of(block.failures.front());
    leave_out_failed(block, box_);
  }
  try {
    for (const RunBlock& part : split_finished(std::move(block), box_)) {
      writer_.add(part);
      report.worlds += part.worlds.count;
      if (rule_ != nullptr) report.seen.push_back(observe(part, rule_->values()));
    }
  } catch (const StorageError& error) {
    report.error = error.what();
  }
  if (report.stop == StopCause::none && report.worlds < work.worlds.count)
    report.stop = stop_->cause();
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

}  // namespace bacelab
