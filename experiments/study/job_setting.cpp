#include "experiments/study/job_setting.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "experiments/study/gpu_reader.hpp"
#include "experiments/study/world_reader.hpp"
#include "experiments/text/document.hpp"
#include "experiments/text/files.hpp"
#include "experiments/worlds/capacity.hpp"
#include "experiments/worlds/catalog.hpp"

namespace bacelab {
namespace {

JobSetting read_setting(const ConfigSection& root) {
  JobSetting setting;
  setting.templates = read_templates(root);
  setting.pipeline = read_pipeline(root.table("pipeline", "The pipelines of all jobs"));
  const GpuType gpu =
      read_gpu(root.table("gpu", "The GPUs of regions without a type of their own"));
  const RegionsModel regions = read_regions(root, gpu).model;
  const std::vector<int> most = most_gpus_of_regions(regions);
  for (std::size_t i = 0; i < most.size(); ++i) {
    setting.regions.push_back({most[i], regions.regions[i].gpu.value_or(gpu)});
  }
  return setting;
}

}  // namespace

JobSetting read_job_setting(const std::filesystem::path& study_file) {
  return read_setting(ConfigDocument::parse(read_file(study_file), study_file.string()).root());
}

JobSetting catalog_job_setting(const std::string& gpu) {
  auto study = ConfigDocument::parse("[regions]\nnames = [\"any\"]\n", "");
  study.set_value("region.any.gpus", ConfigScalar(std::int64_t{unknown_region_gpus}));
  study.set(
      fmt::format("jobs.templates=[\"{}\"]", fmt::join(template_catalog().names(), "\", \"")));
  if (!gpu.empty())
    study.set_value("gpu.type", ConfigScalar(gpu_catalog().at(gpu, "GPU type").name));
  return read_setting(study.root());
}

}  // namespace bacelab
