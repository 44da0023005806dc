#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/scheduling/decision_log.hpp"

namespace bacelab::testing {

/// Writes down what it is told.
class RecordingLog final : public DecisionLog {
 public:
  struct Round {
    double now_s;
    double utilisation;
    std::vector<std::int64_t> ids;
    std::vector<double> scores;
  };
  struct Refusal {
    RegionIndex from;
    RegionIndex to;
    double residual;
    double demand;
  };
  struct Start {
    double now_s;
    std::int64_t id;
    Placement placement;
  };

  void round(const SystemState& state) override { running_jobs.push_back(state.running_jobs()); }
  void order(double now_s, double utilisation, std::span<const std::int64_t> ids,
             std::span<const double> scores) override {
    rounds.push_back(
        {now_s, utilisation, {ids.begin(), ids.end()}, {scores.begin(), scores.end()}});
    events.push_back("order");
  }
  void attempt(std::int64_t id) override { events.push_back("attempt " + std::to_string(id)); }
  void refused_as_before(std::int64_t id) override {
    events.push_back("as before " + std::to_string(id));
  }
  void stage_count(const StageOption& option, std::string_view) override {
    stage_counts.push_back(option.stages);
  }
  void edge_refused(RegionIndex from, RegionIndex to, double residual, double demand) override {
    refusals.push_back({from, to, residual, demand});
  }
  void dead_end(const std::vector<RegionIndex>& path, int, int) override {
    dead_ends.push_back(path);
  }
  void candidate(const Placement& placement) override { candidates.push_back(placement); }
  void refused(std::string_view why) override {
    events.push_back("refused");
    reasons.emplace_back(why);
  }
  void start(std::int64_t id, const Placement& placement) override {
    starts.push_back({rounds.empty() ? 0.0 : rounds.back().now_s, id, placement});
    events.push_back("start " + std::to_string(id));
  }
  void blocked(std::int64_t id) override { events.push_back("blocked " + std::to_string(id)); }

  std::vector<std::string> events;
  std::vector<std::string> reasons;
  std::vector<Round> rounds;
  std::vector<int> running_jobs;  ///< in the state of each round
  std::vector<int> stage_counts;
  std::vector<Refusal> refusals;
  std::vector<std::vector<RegionIndex>> dead_ends;
  std::vector<Placement> candidates;
  std::vector<Start> starts;
};

}  // namespace bacelab::testing
