#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/scheduling/decision_log.hpp"
#include "core/scheduling/policies/policy.hpp"
#include "core/simulation/scenario.hpp"
#include "core/simulation/simulator.hpp"
#include "experiments/study/stuck/obstacle.hpp"

namespace bacelab {

/// A world to be run again, and what runs in it, as the command line names them.
struct ReplayOptions {
  std::string file;                   ///< a scenario, or results
  std::string study;                  ///< whose policies are known; empty: the named ones
  std::vector<std::string> settings;  ///< KEY=VALUE texts
  std::vector<std::string> plugins;
  std::string point;        ///< of results or a study
  std::string replication;  ///< of results
};

/// Adds the world to a command.
void add_replayed_world(CLI::App& command, ReplayOptions& options);

/// Adds --replication, --point, --study, --plugin and --set to a command.
void add_replay_options(CLI::App& command, ReplayOptions& options);

/// A world with the policies that are known in it.
class Replay {
 public:
  /// Throws InputError.
  explicit Replay(const ReplayOptions& options);

  [[nodiscard]] const Scenario& scenario() const { return scenario_; }
  /// "world.json", or "study.h5, replication 65".
  [[nodiscard]] const std::string& title() const { return title_; }
  /// Names of the policies of the study; none without one.
  [[nodiscard]] std::vector<std::string> policies_of_study() const;

  /// A policy of that name. Throws InputError if there is none, or if it can't serve this world.
  [[nodiscard]] Policy policy(const std::string& name) const;

  /// What left jobs of its run unserved; none if all were served.
  [[nodiscard]] std::optional<Obstacle> obstacle(const std::string& name,
                                                 const RunRecord& record) const;

  /// Runs a policy; a rule that a plugin's policy breaks is an InputError.
  const RunRecord& run(Simulator& simulator, const std::string& name, Policy& policy,
                       DecisionLog* log = nullptr) const;

 private:
  [[nodiscard]] PolicySpec spec_of(const std::string& name) const;
  void take_results(const ReplayOptions& options);
  void take_scenario(const ReplayOptions& options);

  std::string title_;
  Scenario scenario_;
  bool has_study_ = false;
  std::vector<PolicySpec> policies_;
  std::shared_ptr<const PolicyCatalog> catalog_;
};

}  // namespace bacelab
