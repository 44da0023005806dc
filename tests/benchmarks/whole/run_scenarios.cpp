// Runs scenario files under policies, again and again, on one thread:
//   run_scenarios ROUNDS POLICY[,POLICY]... SCENARIO...
// and prints the processor time of all runs with their metrics, and the mean JCT of each run of the
// first round, by file and policy.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <iostream>
#include <string>
#include <vector>

#include "core/simulation/metrics.hpp"
#include "core/simulation/simulator.hpp"
#include "experiments/files/read_file.hpp"
#include "experiments/scenario/read_scenario.hpp"
#include "tests/benchmarks/clocks.hpp"
#include "tests/support/policies.hpp"

namespace bacelab {
namespace {

double metric(std::string_view name, const RunSummary& summary) {
  double found = 0.0;
  for (const MetricInfo& info : metric_registry()) {
    const double value = info.value(summary);
    if (info.name == name) found = value;
  }
  return found;
}

nlohmann::json measure(int rounds, const std::vector<std::string>& policies,
                       const std::vector<Scenario>& scenarios) {
  Simulator simulator;
  RunSummary summary;
  Stopwatch watch;
  std::vector<double> means;
  for (int round = 0; round < rounds; ++round) {
    means.clear();
    for (const Scenario& scenario : scenarios) {
      for (const std::string& name : policies) {
        Policy policy = make_policy(testing::named_policy(name));
        watch.time([&] {
          summarise(scenario, simulator.run(scenario, policy), summary);
          means.push_back(metric("jct_mean", summary));
        });
      }
    }
  }
  return {{"cpu_s", watch.seconds()},
          {"runs", static_cast<std::size_t>(rounds) * means.size()},
          {"jct_mean", means}};
}

}  // namespace
}  // namespace bacelab

int main(int argc, char** argv) {
  using namespace bacelab;
  int rounds = 1;
  std::vector<std::string> policies;
  std::vector<std::string> files;
  CLI::App app;
  app.add_option("rounds", rounds)->required();
  app.add_option("policies", policies)->required()->delimiter(',')->expected(1);
  app.add_option("scenarios", files)->required();
  CLI11_PARSE(app, argc, argv);
  std::vector<Scenario> scenarios;
  for (const std::string& file : files) scenarios.push_back(read_scenario(read_file(file), file));
  std::cout << measure(rounds, policies, scenarios) << '\n';
}
