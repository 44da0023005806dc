#pragma once

#include <algorithm>
#include <functional>
#include <queue>
#include <vector>

// A pipeline simulated micro-batch by micro-batch, to compare the closed forms of MODEL.md section
// 3 with. It knows nothing of them: stages compute, links carry, each one thing at a time.
namespace bacelab::testing {

/// What a stage does next when it is idle.
enum class NextOp { forward, backward, nothing };

/// What a stage knows when it decides.
struct StageView {
  int stage = 0;
  int micro_batches = 0;
  int forwards = 0;             ///< begun
  int backwards = 0;            ///< begun
  bool forward_ready = false;   ///< the input of its next forward pass is there
  bool backward_ready = false;  ///< the input of its next backward pass is there
};
using StageRule = std::function<NextOp(const StageView&)>;

/// All forward passes, then all backward passes.
inline StageRule gpipe_rule() {
  return [](const StageView& view) {
    return view.forwards < view.micro_batches ? NextOp::forward : NextOp::backward;
  };
}

/// `depth[s]` forward passes, then one backward and one forward in turn, waiting where the next
/// one in turn is not ready.
inline StageRule one_f_one_b_rule(std::vector<int> depth) {
  return [depth = std::move(depth)](const StageView& view) {
    const int ahead = depth[static_cast<std::size_t>(view.stage)];
    const bool forward = view.forwards < std::min(view.micro_batches, view.backwards + ahead);
    return forward ? NextOp::forward : NextOp::backward;
  };
}

/// Whatever is ready, backward passes first; at most `in_flight` micro-batches begun and not
/// finished on a stage.
inline StageRule overlapped_rule(int in_flight) {
  return [in_flight](const StageView& view) {
    if (view.backward_ready) return NextOp::backward;
    const bool room = view.forwards - view.backwards < in_flight;
    return view.forward_ready && room ? NextOp::forward : NextOp::nothing;
  };
}

/// A pipeline of equally fast stages. Between stage s and s + 1 lies boundary s; a boundary within
/// a region has neither transfer nor delay.
struct PipelineSimulation {
  struct Hop {
    double transfer_s = 0.0;  ///< the link is busy so long, in each direction by itself
    double delay_s = 0.0;     ///< and so much later it has arrived
  };

  double forward_s = 0.0;
  double backward_s = 0.0;
  std::vector<Hop> hops;  ///< one less than stages
  StageRule rule;

  /// Time until all micro-batches are through, forward and backward.
  [[nodiscard]] double run(int micro_batches) const;
};

namespace detail {

class PipelineRun {
 public:
  PipelineRun(const PipelineSimulation& pipeline, int micro_batches)
      : pipeline_(pipeline), micro_batches_(micro_batches), stages_(pipeline.hops.size() + 1) {
    up_free_.assign(pipeline.hops.size(), 0.0);
    down_free_.assign(pipeline.hops.size(), 0.0);
    stages_.front().forwards_arrived = micro_batches;
  }

  double run() {
    decide_all();
    while (!events_.empty()) {
      now_ = events_.top().time;
      // What happens at one time happens before anybody decides.
      while (!events_.empty() && events_.top().time == now_) {
        const Event event = events_.top();
        events_.pop();
        happen(event);
      }
      decide_all();
    }
    return now_;
  }

 private:
  enum class Kind { forward_done, backward_done, forward_arrives, backward_arrives };
  struct Event {
    double time;
    Kind kind;
    std::size_t stage;
    bool operator<(const Event& other) const { return time > other.time; }
  };
  struct Stage {
    bool busy = false;
    int forwards = 0;
    int backwards = 0;
    int forwards_arrived = 0;
    int backwards_arrived = 0;
  };

  void happen(const Event& event) {
    Stage& stage = stages_[event.stage];
    switch (event.kind) {
      case Kind::forward_arrives:
        ++stage.forwards_arrived;
        return;
      case Kind::backward_arrives:
        ++stage.backwards_arrived;
        return;
      case Kind::forward_done:
        stage.busy = false;
        if (event.stage + 1 == stages_.size()) {
          ++stage.backwards_arrived;
        } else {
          send(up_free_[event.stage], pipeline_.hops[event.stage], Kind::forward_arrives,
               event.stage + 1);
        }
        return;
      case Kind::backward_done:
        stage.busy = false;
        if (event.stage > 0) {
          send(down_free_[event.stage - 1], pipeline_.hops[event.stage - 1], Kind::backward_arrives,
               event.stage - 1);
        }
        return;
    }
  }

  void send(double& free_at, const PipelineSimulation::Hop& hop, Kind arrival, std::size_t to) {
    free_at = std::max(free_at, now_) + hop.transfer_s;
    const double arrives = free_at + hop.delay_s;
    if (arrives > now_) {
      events_.push({arrives, arrival, to});
    } else {
      happen({now_, arrival, to});
    }
  }

  void decide_all() {
    for (std::size_t s = 0; s < stages_.size(); ++s) decide(s);
  }

  void decide(std::size_t s) {
    Stage& stage = stages_[s];
    if (stage.busy) return;
    const StageView view = {static_cast<int>(s),
                            micro_batches_,
                            stage.forwards,
                            stage.backwards,
                            stage.forwards < stage.forwards_arrived,
                            stage.backwards < stage.backwards_arrived};
    const NextOp next = pipeline_.rule(view);
    if (next == NextOp::forward && view.forward_ready) {
      ++stage.forwards;
      stage.busy = true;
      events_.push({now_ + pipeline_.forward_s, Kind::forward_done, s});
    } else if (next == NextOp::backward && view.backward_ready) {
      ++stage.backwards;
      stage.busy = true;
      events_.push({now_ + pipeline_.backward_s, Kind::backward_done, s});
    }
  }

  const PipelineSimulation& pipeline_;
  int micro_batches_;
  double now_ = 0.0;
  std::vector<Stage> stages_;
  std::vector<double> up_free_;
  std::vector<double> down_free_;
  std::priority_queue<Event> events_;
};

}  // namespace detail

inline double PipelineSimulation::run(int micro_batches) const {
  return detail::PipelineRun(*this, micro_batches).run();
}

}  // namespace bacelab::testing
