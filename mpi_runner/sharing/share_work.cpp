#include "mpi_runner/sharing/share_work.hpp"

#include <exception>
#include <stdexcept>
#include <string>

#include "mpi_runner/sharing/protocol.hpp"

namespace bacelab {
namespace {

class Leader {
 public:
  Leader(MpiSession& mpi, WorkQueue queue, const BlockTaker& take)
      : mpi_(&mpi), queue_(queue), take_(&take), workers_(mpi.size() - 1) {}

  void lead(BlockRunner& runner) {
    while (!queue_.empty()) {
      while (mpi_->has_message()) answer(mpi_->receive());
      const WorldRange own = queue_.take();
      if (own.count > 0) keep(runner.run(own.first, own.count));
    }
    // A worker without work still owes the results of its last block, sent before it asked.
    while (workers_ > 0 || blocks_out_ > 0) answer(mpi_->receive());
    mpi_->wait_for_sends();
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  void answer(const Message& message) {
    switch (message.tag) {
      case ask_for_work:
        give(message.source);
        return;
      case give_results:
        --blocks_out_;
        keep(unpack_finished(message.bytes));
        return;
      default:
        throw std::logic_error("unexpected message " + std::to_string(message.tag));
    }
  }

  void give(int worker) {
    const WorldRange range = queue_.take();
    if (range.count == 0) {
      --workers_;
    } else {
      ++blocks_out_;
    }
    mpi_->send(worker, give_work, pack(range));
  }

  void keep(const FinishedBlock& finished) {
    if (failure_) return;
    try {
      (*take_)(finished);
    } catch (...) {
      failure_ = std::current_exception();
      queue_.close();
    }
  }

  MpiSession* mpi_;
  WorkQueue queue_;
  const BlockTaker* take_;
  int workers_;         // that have not been told that there is no more
  int blocks_out_ = 0;  // given to workers and not yet returned
  std::exception_ptr failure_;
};

}  // namespace

void lead_work(MpiSession& mpi, WorkQueue queue, BlockRunner& runner, const BlockTaker& take) {
  Leader(mpi, queue, take).lead(runner);
}

void follow_work(MpiSession& mpi, BlockRunner& runner) {
  mpi.send(0, ask_for_work, {});
  for (;;) {
    const WorldRange range = unpack_range(mpi.receive().bytes);
    if (range.count == 0) break;
    mpi.send(0, ask_for_work, {});
    mpi.send(0, give_results, pack(runner.run(range.first, range.count)));
  }
  mpi.wait_for_sends();
}

}  // namespace bacelab
