// Instructions of the event loop:  event_loop SCENARIO.json POLICY
// An event is an arrival or a finish. The second run of the scenario is counted, in memory that the
// first one has left.
#include <iostream>

#include "core/simulation/simulator.hpp"
#include "experiments/study/scenario/scenario_file.hpp"
#include "experiments/text/files.hpp"
#include "tests/benchmarks/counted/counted_part.hpp"
#include "tests/support/policies.hpp"

namespace {

bacelab::Scenario scenario;
bacelab::Policy policy;
bacelab::Simulator simulator;

}  // namespace

[[gnu::noinline]] void counted_part() { simulator.run(scenario, policy); }

int main(int argc, char** argv) {
  using namespace bacelab;
  if (argc != 3) {
    std::cerr << "usage: event_loop SCENARIO.json POLICY\n";
    return 2;
  }
  scenario = read_scenario(read_file(argv[1]), argv[1]);
  policy = make_policy(testing::named_policy(argv[2]));
  simulator.run(scenario, policy);
  counted_part();
  counted::report("event", 2 * scenario.jobs.size());
}
