// Where the time of a study goes, on one thread and without writing anything:
//   time_study STUDY.toml [KEY=VALUE]...
// prints the processor time of drawing its worlds, of running them under all policies, and of the
// metrics, with the numbers of worlds, runs, jobs and scheduling passes.
#include <nlohmann/json.hpp>

#include <iostream>
#include <string>
#include <vector>

#include "core/simulation/metrics.hpp"
#include "core/simulation/simulator.hpp"
#include "experiments/study/study_file.hpp"
#include "experiments/text/files.hpp"
#include "experiments/worlds/generate.hpp"
#include "tests/benchmarks/clocks.hpp"

namespace bacelab {
namespace {

struct Times {
  Stopwatch drawing;
  Stopwatch running;
  Stopwatch summing_up;
  std::uint64_t runs = 0;
  std::uint64_t jobs = 0;
  std::uint64_t passes = 0;
};

/// The first point of the study.
Times times_of(const StudyFile& file) {
  const Study study = file.at(0);
  std::vector<Policy> policies;
  for (const PolicySpec& spec : study.policies) policies.push_back(make_policy(spec, *study.catalog));
  Simulator simulator;
  RunSummary summary;
  Times times;
  for (std::size_t replication = 0; replication < file.replications(); ++replication) {
    GeneratedWorld world;
    times.drawing.time([&] { world = draw_world(study, 0, replication); });
    for (Policy& policy : policies) {
      const RunRecord* record = nullptr;
      times.running.time([&] { record = &simulator.run(world.scenario, policy); });
      times.summing_up.time([&] { summarise(world.scenario, *record, summary); });
      ++times.runs;
      times.jobs += record->jobs.size();
      times.passes += record->counts.passes;
    }
  }
  return times;
}

}  // namespace
}  // namespace bacelab

int main(int argc, char** argv) {
  using namespace bacelab;
  if (argc < 2) {
    std::cerr << "usage: time_study STUDY.toml [KEY=VALUE]...\n";
    return 2;
  }
  const std::vector<std::string> settings(argv + 2, argv + argc);
  const StudyFile file = StudyFile::read(read_file(argv[1]), argv[1], settings);
  const Times times = times_of(file);
  std::cout << nlohmann::json{{"draw_s", times.drawing.seconds()},
                              {"run_s", times.running.seconds()},
                              {"metrics_s", times.summing_up.seconds()},
                              {"worlds", file.replications()},
                              {"runs", times.runs},
                              {"jobs", times.jobs},
                              {"passes", times.passes}}
            << '\n';
}
