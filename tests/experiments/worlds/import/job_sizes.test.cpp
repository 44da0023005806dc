#include "experiments/worlds/import/job_sizes.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "experiments/study/job_setting.hpp"

namespace bacelab {
namespace {

using Texts = std::vector<std::string>;

JobMapping mapping_by_size() {
  JobMapping mapping;
  mapping.classes = parse_gpu_classes("--template", Texts{"2=qwen2.5-3b", "8=qwen2.5-14b"});
  mapping.setting = catalog_job_setting("A100");
  return mapping;
}

/// Of jobs of 2, 6, 64 and so many more GPUs, for 1, 2, 0.5 and 1 h.
Texts lines_of(const JobMapping& by, int more = 0) {
  JobRecords records;
  records.jobs = {{0.0, 3600.0, 2}, {0.0, 7200.0, 6}, {0.0, 1800.0, 64}};
  if (more > 0) records.jobs.push_back({0.0, 3600.0, more});
  JobShapes shapes(by.classes, by.setting, by.gpus);
  return sizes_report(records, by, shapes);
}

bool has_text(const Texts& lines, const std::string& line) {
  return std::find(lines.begin(), lines.end(), line) != lines.end();
}

}  // namespace

TEST_CASE("job sizes: a line for each number of GPUs", "[import]") {
  CHECK(lines_of(mapping_by_size()) ==
        Texts{"converted: each job keeps its recorded GPUs",
              "  GPUs  jobs  template     stages x tensor x data  h recorded  h model",
              "     2     1  qwen2.5-3b                2 x 1 x 1         1.0      1.0",
              "     6     1  qwen2.5-3b                6 x 1 x 1         2.0      2.0",
              "    64     1  qwen2.5-14b              16 x 4 x 1         0.5      0.5"});
}

TEST_CASE("job sizes: what templates make of the recorded GPUs", "[import]") {
  JobMapping by = mapping_by_size();
  by.gpus = GpuRule::from_template;
  const Texts lines = lines_of(by);
  CHECK(has_text(lines, "converted: each job has the GPUs of its template, whatever its record"));
  CHECK(has_text(lines,
                 "  GPUs  jobs  template     stages x tensor x data  now  h recorded  h model"));
  CHECK(has_text(lines,
                 "    64     1  qwen2.5-14b              48 x 1 x 1   48         0.5      0.7"));
  // 36, 36 and 48 GPUs instead of 2, 6 and 64, for 2/36, 12/36 and 32/48 h.
  CHECK(has_text(lines,
                 "distorted: 3 of 3 jobs have other GPUs than recorded; on average a job has 40.0 "
                 "GPUs instead of 24.0, for 0.35 h instead of 1.17"));
}

TEST_CASE("job sizes: replicas that pad", "[import]") {
  CHECK(has_text(lines_of(mapping_by_size(), 7),
                 "of 1 job data_parallel does not divide the micro-batches, so that some are "
                 "padding"));
}

TEST_CASE("job sizes: of many numbers of GPUs the smallest are shown", "[import]") {
  JobRecords records;
  for (int gpus = 1; gpus <= 43; ++gpus) records.jobs.push_back({0.0, 60.0, 2 * gpus});
  const JobMapping by = mapping_by_size();
  JobShapes shapes(by.classes, by.setting, by.gpus);
  const Texts lines = sizes_report(records, by, shapes);
  CHECK(has_text(lines, "  ... and 3 larger sizes"));
}

}  // namespace bacelab
