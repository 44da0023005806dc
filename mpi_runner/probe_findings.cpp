#include "mpi_runner/probe_findings.hpp"

#include <algorithm>
#include <exception>

#include "core/simulation/simulator.hpp"

namespace bacelab {
namespace {

constexpr std::size_t most_looked_at = 5;  // policies: each costs a run

void add_stuck(const std::string& policy, const WorldPlace& place, ProbeFindings& findings) {
  const auto known = std::find_if(findings.stuck.begin(), findings.stuck.end(),
                                  [&](const StuckRuns& runs) { return runs.policy == policy; });
  if (known != findings.stuck.end()) {
    ++known->runs;
  } else {
    findings.stuck.push_back({policy, 1, place.point.value(), place.replication.value()});
  }
}

void add_failed(const RunFailure& failure, ProbeFindings& findings) {
  const auto known =
      std::find_if(findings.failed.begin(), findings.failed.end(),
                   [&](const FailedRuns& runs) { return runs.first.policy == failure.policy; });
  if (known != findings.failed.end()) {
    ++known->runs;
  } else {
    findings.failed.push_back({1, failure});
  }
}

}  // namespace

void add_runs(const RunBlock& block, const StudyBox& box, std::span<const std::string> policies,
              ProbeFindings& findings) {
  for (std::size_t row = 0; row < block.worlds.count; ++row) {
    for (std::size_t policy = 0; policy < policies.size(); ++policy) {
      if (block.status[block.run_index(row, policy)] != RunStatus::stuck) continue;
      add_stuck(policies[policy], box.place(WorldIndex(block.worlds.first + row)), findings);
    }
  }
  for (const RunFailure& failure : block.failures) add_failed(failure, findings);
}

void look_for_obstacles(const StudyFile& file, ProbeFindings& findings) {
  Simulator simulator;
  for (std::size_t i = 0; i < std::min(findings.stuck.size(), most_looked_at); ++i) {
    StuckRuns& runs = findings.stuck[i];
    const Study study = file.at(runs.point);
    const auto spec = std::find_if(study.policies.begin(), study.policies.end(),
                                   [&](const PolicySpec& one) { return one.name == runs.policy; });
    const Scenario scenario = draw_world(study, runs.point, runs.replication).scenario;
    Policy policy = make_policy(*spec, *study.catalog);
    const RunRecord& record = simulator.run(scenario, policy);
    runs.obstacle = find_obstacle(scenario, record, *spec, *study.catalog);
  }
}

}  // namespace bacelab
