#include "app/explain/swaps.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "app/explain/decider.hpp"

namespace bacelab {
namespace {

bool are_same(const Decision& a, const Decision& b) {
  return a.position == b.position && a.path == b.path && a.stages == b.stages;
}

bool are_same(const std::vector<Decision>& a, const std::vector<Decision>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Decision& x, const Decision& y) { return are_same(x, y); });
}

Sight sight_of(const Situation& situation) {
  const SystemState& state = situation.state;
  Sight sight = {state.free_gpus(),
                 state.price(),
                 network_utilisation(state.total_demand(), state.total_capacity()),
                 {},
                 situation.running.size()};
  for (const PendingJob& job : situation.pending) sight.pending.push_back(job.id);
  return sight;
}

/// Decides as one policy, or at one instant as another one, which sees the same up to then.
class Swapping final : public WholePolicy {
 public:
  /// `divergences` may be null, as all must outlive this.
  Swapping(Policy& own, Policy& other, std::optional<std::size_t> instant,
           std::vector<Divergence>* divergences)
      : own_(own), other_(other), swapped_(instant), divergences_(divergences) {}

  void begin_run(std::uint64_t seed) override {
    own_.begin_run(seed);
    other_.begin_run(seed);
    instant_.reset();
  }

  void decide(const Situation& situation, std::vector<Decision>& decisions) override {
    if (!instant_ || situation.now_s != now_s_) {
      instant_ = instant_ ? *instant_ + 1 : 0;
      now_s_ = situation.now_s;
      is_noted_ = false;
    }
    own_.decide(situation, decisions);
    if (swapped_ && *instant_ > *swapped_) return;
    other_.decide(situation, others_);
    if (swapped_ == instant_) {
      decisions = others_;
    } else if (divergences_ != nullptr && !is_noted_ && !are_same(decisions, others_)) {
      is_noted_ = true;
      divergences_->push_back({*instant_, now_s_, sight_of(situation)});
    }
  }

 private:
  Decider own_;
  Decider other_;
  std::optional<std::size_t> swapped_;
  std::vector<Divergence>* divergences_;
  std::optional<std::size_t> instant_;
  double now_s_ = 0.0;
  bool is_noted_ = false;  // of this instant: what follows is in another state for the other one
  std::vector<Decision> others_;
};

RunRecord run_with(const Scenario& scenario, std::unique_ptr<Swapping> swapping) {
  Policy policy;
  policy.blocking = false;
  policy.whole = std::move(swapping);
  policy.is_checked = true;
  return Simulator().run(scenario, policy);
}

}  // namespace

bool Start::operator==(const Start& other) const {
  return job == other.job && std::equal(path.begin(), path.end(), other.path.begin(),
                                        other.path.end(), [](const PathStep& a, const PathStep& b) {
                                          return a.region == b.region && a.stages == b.stages;
                                        });
}

std::vector<Divergence> divergences_of(const Scenario& scenario, Policy& own, Policy& other) {
  std::vector<Divergence> found;
  run_with(scenario, std::make_unique<Swapping>(own, other, std::nullopt, &found));
  return found;
}

RunRecord run_swapped(const Scenario& scenario, Policy& own, Policy& other, std::size_t instant) {
  return run_with(scenario, std::make_unique<Swapping>(own, other, instant, nullptr));
}

std::vector<Start> starts_at(const RunRecord& record, double time_s) {
  std::vector<Start> starts;
  for (const JobOutcome& job : record.jobs) {
    if (!job.started || job.start_s != time_s) continue;
    const auto path = record.path_of(job);
    starts.push_back({job.id, {path.begin(), path.end()}});
  }
  return starts;
}

}  // namespace bacelab
