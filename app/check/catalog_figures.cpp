#include "app/check/catalog_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "experiments/study/runnable_jobs.hpp"
#include "experiments/text/value.hpp"

namespace bacelab {
namespace {

struct GpuKey {
  const char* key;
  double GpuType::*figure;
  const char* unit;
  double display;
  const char* display_unit;
};

constexpr auto gpu_keys = std::to_array<GpuKey>({
    {"peak_flops", &GpuType::peak_flops, "FLOP/s", 1e12, "TFLOP/s"},
    {"memory_bytes", &GpuType::memory_bytes, "B", 1e9, "GB"},
    {"power_w", &GpuType::power_w, "W", 1.0, "W"},
});

struct TemplateKey {
  const char* key;
  double Template::*figure;
};

constexpr auto template_keys = std::to_array<TemplateKey>({
    {"layer_parameters", &Template::layer_parameters},
    {"attention_width", &Template::attention_width},
});

void add_gpu(const GivenKeys& given, const config::KeyPath& table, const GpuType& gpu,
             std::vector<CatalogFigure>& figures) {
  for (const GpuKey& key : gpu_keys) {
    const std::string path = config::dotted(config::joined(table, key.key));
    if (given.has(path)) continue;
    figures.push_back({path, config::dotted(table), key.key, gpu.*key.figure, key.unit, key.display,
                       key.display_unit});
  }
}

}  // namespace

std::vector<CatalogFigure> gpu_figures(const GivenKeys& given, const Study& study) {
  const auto& regions = study.world.regions.regions;
  std::vector<CatalogFigure> figures;
  const auto has_none = [](const RegionModel& region) { return !region.gpu; };
  if (std::any_of(regions.begin(), regions.end(), has_none)) {
    add_gpu(given, {"gpu"}, study.world.gpu, figures);
  }
  std::vector<std::string> named;
  for (const RegionModel& region : regions) {
    if (!region.gpu) continue;
    if (std::find(named.begin(), named.end(), region.gpu->name) != named.end()) continue;
    named.push_back(region.gpu->name);
    add_gpu(given, {"gpu_types", region.gpu->name}, *region.gpu, figures);
  }
  return figures;
}

std::vector<CatalogFigure> template_figures(const GivenKeys& given, const Study& study) {
  std::vector<CatalogFigure> figures;
  for (const Template& model : *study.world.jobs.templates) {
    for (const TemplateKey& key : template_keys) {
      const std::string path = path_in("templates", model.name, key.key);
      if (given.has(path)) continue;
      figures.push_back({path, config::dotted({"templates", model.name}), key.key,
                         model.*key.figure, "", 1.0, ""});
    }
  }
  return figures;
}

std::string catalog_comments(const GivenKeys& given, const Study& study) {
  std::vector<CatalogFigure> figures = gpu_figures(given, study);
  for (CatalogFigure& figure : template_figures(given, study)) figures.push_back(figure);
  if (figures.empty()) return "";
  std::string text =
      "\n# Figures of the catalog, or that follow from others, at the first point; a key sets "
      "each:\n";
  for (const CatalogFigure& figure : figures) {
    text += fmt::format("# {} = {}{}{}\n", figure.path, figure.value,
                        *figure.unit == '\0' ? "" : "  # ", figure.unit);
  }
  return text;
}

}  // namespace bacelab
