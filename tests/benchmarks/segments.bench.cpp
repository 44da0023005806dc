// What segments cost: paper.toml with 100,000 replications on one thread, finished worlds kept in
// memory until the results file is written, against finished worlds in segments that are merged at
// the end, as `bacelab run` does. Each iteration does both, one after the other.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "experiments/results/output/study_output.hpp"
#include "experiments/results/results_file_writer.hpp"
#include "experiments/results/segments/segment_writer.hpp"
#include "experiments/study/study_file.hpp"
#include "mpi_runner/compute/block_runner.hpp"
#include "mpi_runner/sharing/work_queue.hpp"
#include "tests/benchmarks/timed_studies.hpp"

namespace bacelab {
namespace {

namespace fs = std::filesystem;

struct Times {
  double cpu = 0.0;
  double wall = 0.0;
};

template <class Function>
Times timed(const Function& function) {
  const Times start = {cpu_seconds(), wall_seconds()};
  function();
  return {cpu_seconds() - start.cpu, wall_seconds() - start.wall};
}

template <class Take>
void compute(const StudyFile& file, BlockRunner& runner, const Take& take) {
  WorkQueue queue({file.box().all()}, {});
  while (!queue.empty()) take(runner.run(queue.take()));
}

void in_memory(const StudyFile& file, const ResultsDescription& description, BlockRunner& runner,
               const fs::path& path) {
  std::vector<RunBlock> all;
  compute(file, runner, [&](RunBlock block) { all.push_back(std::move(block)); });
  ResultsFileWriter writer(path, description, ExistingFile::replace);
  for (const RunBlock& block : all) writer.accept(block);
  writer.finish({});
  writer.commit();
}

void in_segments(const StudyFile& file, const ResultsDescription& description, BlockRunner& runner,
                 const fs::path& path) {
  Faults faults;
  StudyOutput output(path, description, file.box().all(), Existing::replace);
  SegmentHeader header;
  header.identity = output.identity();
  header.box = description.box();
  header.execution = output.directory().token();
  SegmentWriter writer(output.directory().path(), header, SegmentWriter::default_interval_s,
                       faults);
  compute(file, runner, [&](const RunBlock& block) { writer.add(block); });
  writer.commit();
  for (const std::string& name : writer.names()) output.add(name);
  output.merge(
      {}, [] { return false; }, faults);
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void segments_against_memory(benchmark::State& state) {
  const StudyFile file = read_config("paper.toml", "100000");
  const ResultsDescription description = describe_results(file);
  BlockRunner runner(file, run_block_shape(description), {});
  const fs::path path = fs::temp_directory_path() / "bacelab-benchmark-segments.h5";
  std::vector<double> cpu;
  std::vector<double> wall;
  for (auto _ : state) {
    const Times memory = timed([&] { in_memory(file, description, runner, path); });
    const Times segments = timed([&] { in_segments(file, description, runner, path); });
    cpu.push_back(segments.cpu / memory.cpu);
    wall.push_back(segments.wall / memory.wall);
  }
  fs::remove(path);
  state.counters["cpu_ratio"] = median(cpu);
  state.counters["wall_ratio"] = median(wall);
  state.counters["wall_ratio_min"] = *std::min_element(wall.begin(), wall.end());
  state.counters["wall_ratio_max"] = *std::max_element(wall.begin(), wall.end());
}

BENCHMARK(segments_against_memory)->Unit(benchmark::kSecond)->Iterations(5);

}  // namespace
}  // namespace bacelab
