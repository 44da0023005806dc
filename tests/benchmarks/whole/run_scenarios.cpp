// Runs scenario files under policies, again and again, on one thread:
//   run_scenarios ROUNDS POLICY[,POLICY]... SCENARIO...
// and prints the processor time of all runs with their metrics, and the mean JCT of each run of the
// first round, by file and policy.
#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "core/simulation/metrics.hpp"
#include "core/simulation/simulator.hpp"
#include "experiments/study/scenario/scenario_file.hpp"
#include "experiments/text/files.hpp"
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

std::vector<std::string> split(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> parts;
  for (std::string part; std::getline(stream, part, ',');) parts.push_back(part);
  return parts;
}

}  // namespace
}  // namespace bacelab

int main(int argc, char** argv) {
  using namespace bacelab;
  if (argc < 4) {
    std::cerr << "usage: run_scenarios ROUNDS POLICY[,POLICY]... SCENARIO...\n";
    return 2;
  }
  std::vector<Scenario> scenarios;
  for (int i = 3; i < argc; ++i) scenarios.push_back(read_scenario(read_file(argv[i]), argv[i]));
  std::cout << measure(std::atoi(argv[1]), split(argv[2]), scenarios) << '\n';
}
