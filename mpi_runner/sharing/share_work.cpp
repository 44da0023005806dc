#include "mpi_runner/sharing/share_work.hpp"

#include <cstring>
#include <stdexcept>
#include <utility>

#include "experiments/text/bytes.hpp"

namespace bacelab {

std::vector<std::byte> pack(const Work& work) {
  ByteWriter writer;
  writer.number(work.worlds.first);
  writer.number(work.worlds.count);
  writer.number(work.left_out.size());
  for (const std::size_t policy : work.left_out) writer.number(policy);
  return writer.take();
}

Work unpack_work(std::span<const std::byte> bytes) {
  ByteReader reader(bytes);
  Work work;
  work.worlds.first = reader.number();
  work.worlds.count = reader.number();
  for (std::size_t left = reader.number(); left > 0; --left) {
    work.left_out.push_back(reader.number());
  }
  return work;
}

std::vector<std::byte> pack(const BlockReport& report) {
  ByteWriter writer;
  writer.number(report.worlds);
  writer.number(static_cast<std::size_t>(report.stop));
  writer.text(report.failure);
  writer.text(report.error);
  writer.number(report.seen.size());
  for (const WorldValues& seen : report.seen) {
    writer.number(seen.worlds.first);
    writer.number(seen.worlds.count);
    writer.part(std::as_bytes(std::span(seen.values)));
  }
  return writer.take();
}

BlockReport unpack_report(std::span<const std::byte> bytes) {
  ByteReader reader(bytes);
  BlockReport report;
  report.worlds = reader.number();
  report.stop = static_cast<StopCause>(reader.number());
  report.failure = reader.text();
  report.error = reader.text();
  for (std::size_t left = reader.number(); left > 0; --left) {
    WorldValues seen;
    seen.worlds.first = reader.number();
    seen.worlds.count = reader.number();
    const auto values = reader.part();
    seen.values.resize(values.size() / sizeof(double));
    std::memcpy(seen.values.data(), values.data(), values.size());
    report.seen.push_back(std::move(seen));
  }
  return report;
}

namespace {

class Leader {
 public:
  Leader(MpiSession& mpi, WorkSource& queue, const StopRequest& stop, const ReportTaker& progress)
      : mpi_(&mpi), queue_(&queue), stop_(&stop), progress_(&progress), workers_(mpi.size() - 1) {}

  ShareOutcome lead(const ComputeBlock& compute) {
    for (;;) {
      while (mpi_->has_message()) answer(mpi_->receive());
      if (const StopCause cause = stop_->cause(); cause != StopCause::none) end_for(cause);
      if (!queue_->empty()) {
        const Work own = queue_->take();
        if (own.worlds.count > 0) hear(compute(own));
        serve_waiting();
      } else if (workers_ > 0 || blocks_out_ > 0) {
        // A worker that was told that there is no more work may still be computing its last block.
        answer(mpi_->receive());
      } else {
        break;
      }
    }
    mpi_->wait_for_sends();
    return outcome_;
  }

 private:
  void answer(const Message& message) {
    switch (message.tag) {
      case ask_for_work:
        give(message.source);
        return;
      case report_work:
        --blocks_out_;
        hear(unpack_report(message.bytes));
        serve_waiting();
        return;
      default:
        throw std::logic_error("unexpected message " + std::to_string(message.tag));
    }
  }

  /// A worker that there is nothing for waits as long as a report may bring new work.
  void give(int worker) {
    const Work work = queue_->take();
    if (work.worlds.count == 0 && blocks_out_ > 0 && queue_->may_grow()) {
      waiting_.push_back(worker);
      return;
    }
    if (work.worlds.count == 0) {
      --workers_;
    } else {
      ++blocks_out_;
    }
    mpi_->send(worker, give_work, pack(work));
  }

  void serve_waiting() {
    for (const int worker : std::exchange(waiting_, {})) give(worker);
  }

  void hear(const BlockReport& report) {
    if (report.worlds > 0) (*progress_)(report);
    if (report.stop != StopCause::none) end_for(report.stop, report.failure);
    if (report.error.empty()) return;
    queue_->close();
    if (outcome_.error.empty()) outcome_.error = report.error;
  }

  /// The first cause counts.
  void end_for(StopCause cause, const std::string& failure = {}) {
    queue_->close();
    if (outcome_.stop != StopCause::none) return;
    outcome_.stop = cause;
    outcome_.failure = failure;
  }

  MpiSession* mpi_;
  WorkSource* queue_;
  const StopRequest* stop_;
  const ReportTaker* progress_;
  int workers_;               // that have not been told that there is no more
  std::vector<int> waiting_;  // workers that have asked for work
  int blocks_out_ = 0;        // given to workers and not yet reported
  ShareOutcome outcome_;
};

}  // namespace

ShareOutcome lead_work(MpiSession& mpi, WorkSource& queue, const StopRequest& stop,
                       const ComputeBlock& compute, const ReportTaker& progress) {
  return Leader(mpi, queue, stop, progress).lead(compute);
}

void follow_work(MpiSession& mpi, const ComputeBlock& compute) {
  mpi.send(0, ask_for_work, {});
  for (;;) {
    const Work work = unpack_work(mpi.receive().bytes);
    if (work.worlds.count == 0) break;
    mpi.send(0, ask_for_work, {});
    mpi.send(0, report_work, pack(compute(work)));
  }
  mpi.wait_for_sends();
}

}  // namespace bacelab
