// The queue on the general engine: one region of GPUs, jobs of one stage, first come first served.
// The engine has no special case for it: the jobs are templates with stage counts and pipelines,
// and each start is a search for a placement. With a second word `again` it is the second run of the
// same simulator that is timed, in the memory of the first, as in an experiment of many worlds.
#include <string>

#include "core/simulation/simulator.hpp"
#include "tests/benchmarks/queue/queue_program.hpp"
#include "tests/support/policies.hpp"
#include "tests/support/unit_world.hpp"

namespace bacelab {
namespace {

Scenario scenario_of(const std::vector<queue::Job>& jobs) {
  testing::World world;
  world.model(testing::one_stage_template()).region(queue::servers, 1.0);
  for (const queue::Job& job : jobs) world.job(job.arrival_s, job.service_s);
  return world.build();
}

double sum_of_waits(const RunRecord& record) {
  double sum = 0.0;
  for (const JobOutcome& job : record.jobs) sum += job.start_s - job.arrival_s;
  return sum;
}

}  // namespace
}  // namespace bacelab

int main(int argc, char** argv) {
  using namespace bacelab;
  const auto jobs = queue::read_jobs(argc, argv);
  const Scenario scenario = scenario_of(jobs);
  Policy policy = make_policy(testing::named_policy("lcf"));
  Simulator simulator;
  const auto simulate = [&] { return sum_of_waits(simulator.run(scenario, policy)); };
  if (argc > 2 && std::string(argv[2]) == "again") simulate();
  queue::measure(jobs, simulate);
}
