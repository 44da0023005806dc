// Where the CPU time of a study goes, on one core: worlds per second, and the shares of drawing
// worlds, simulating them and writing results.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <string>

#include "experiments/results/results_file_writer.hpp"
#include "experiments/study/study_file.hpp"
#include "experiments/worlds/generate.hpp"
#include "mpi_runner/compute/block_runner.hpp"
#include "mpi_runner/sharing/work_queue.hpp"
#include "tests/benchmarks/timed_studies.hpp"

namespace bacelab {
namespace {

void study_phases(benchmark::State& state, const std::string& config) {
  const StudyFile file = read_config(config, "20000");
  const Study study = file.at(0);
  const ResultsDescription description = describe_results(file);
  BlockRunner runner(file, run_block_shape(description), {});
  const auto output = std::filesystem::temp_directory_path() / "bacelab-benchmark.h5";
  Stopwatch drawing;
  Stopwatch computing;
  Stopwatch writing;
  for (auto _ : state) {
    ResultsFileWriter writer(output, description, ExistingFile::replace);
    WorkQueue queue({file.box().all()}, {});
    while (!queue.empty()) {
      const WorldRange range = queue.take().worlds;
      drawing.time([&] {
        for (std::size_t world = range.first; world < range.first + range.count; ++world) {
          benchmark::DoNotOptimize(generate_world(study.world, world_id(study, 0, world)));
        }
      });
      RunBlock block;
      computing.time([&] { block = runner.run({range}); });
      writing.time([&] { writer.accept(block); });
    }
    writing.time([&] {
      writer.finish({});
      writer.commit();
    });
  }
  std::filesystem::remove(output);
  // Computing includes drawing, which was timed once more for itself.
  const double total = computing.seconds() + writing.seconds();
  const auto worlds = static_cast<double>(file.box().worlds() * state.iterations());
  state.counters["worlds_per_core_second"] = worlds / total;
  state.counters["drawing_share"] = drawing.seconds() / total;
  state.counters["simulation_share"] = (computing.seconds() - drawing.seconds()) / total;
  state.counters["output_share"] = writing.seconds() / total;
}

BENCHMARK_CAPTURE(study_phases, paper, "paper.toml")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(study_phases, paper_24_jobs, "paper_24_jobs.toml")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(study_phases, quickstart, "quickstart.toml")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace bacelab
