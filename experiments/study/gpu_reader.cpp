#include "experiments/study/gpu_reader.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "experiments/study/listed_tables.hpp"
#include "experiments/worlds/catalog.hpp"

namespace bacelab {
namespace {

constexpr const char* own_type = "own";

/// A property that defaults to the type's, and is required for a new type. It is not the key's
/// default: in a resolved study it would no longer follow a factor on the type.
double figure(const ConfigSection& section, const char* key, std::optional<double> of_type,
              const Bounds& bounds, const char* documentation) {
  return of_type ? section.optional_number(key, bounds, documentation).value_or(*of_type)
                 : section.required_number(key, bounds, documentation);
}

void read_figures(const ConfigSection& section, const GpuType* known, GpuType& gpu) {
  const auto from_catalog = [known](double GpuType::*figure_of) {
    return known ? std::optional(known->*figure_of) : std::nullopt;
  };
  gpu.peak_flops =
      figure(section, "peak_flops", from_catalog(&GpuType::peak_flops),
             Bounds::positive().in("FLOP/s"), "Peak rate, dense bf16; default: the type's");
  gpu.memory_bytes =
      figure(section, "memory_bytes", from_catalog(&GpuType::memory_bytes),
             Bounds::positive().in("B"), "Memory, 0.9 of which can be used; default: the type's");
  gpu.power_w =
      figure(section, "power_w", from_catalog(&GpuType::power_w), Bounds::non_negative().in("W"),
             "Power of a GPU that a job holds; default: the type's");
}

constexpr ListedTables type_tables = {
    "gpu_types", "GPU types of regions: new ones, and changes to those of the catalog",
    "no region has a GPU type of that name", "region.NAME.gpu"};

GpuType read_type(const std::string& name, const ConfigSection& section, const GpuType& of_study) {
  GpuType gpu;
  gpu.name = name;
  read_figures(section, gpu_catalog().find(name), gpu);
  gpu.efficiency = section
                       .optional_number("efficiency", Bounds::left_open(0.0, 1.0),
                                        "Achieved fraction of the peak; default: gpu.efficiency")
                       .value_or(of_study.efficiency);
  gpu.bytes_per_parameter = section
                                .optional_number("bytes_per_parameter", Bounds::positive().in("B"),
                                                 "Weights, gradients and optimiser state; default: "
                                                 "gpu.bytes_per_parameter")
                                .value_or(of_study.bytes_per_parameter);
  gpu.idle_power_fraction =
      section
          .optional_number("idle_power_fraction", Bounds::fraction(),
                           "Power of a held GPU while it does not compute, as a fraction of "
                           "power_w; default: gpu.idle_power_fraction")
          .value_or(of_study.idle_power_fraction);
  return gpu;
}

}  // namespace

GpuType read_gpu(const ConfigSection& section) {
  std::vector<std::string> names = gpu_catalog().names();
  names.emplace_back(own_type);
  GpuType gpu;
  gpu.name = section.choice("type", names.front(), names,
                            "GPU type, or \"own\" with all its properties in this table");
  read_figures(section, gpu_catalog().find(gpu.name), gpu);
  gpu.efficiency = section.number("efficiency", gpu.efficiency, Bounds::left_open(0.0, 1.0),
                                  "Achieved fraction of the peak");
  gpu.bytes_per_parameter =
      section.number("bytes_per_parameter", gpu.bytes_per_parameter, Bounds::positive().in("B"),
                     "Weights, gradients and optimiser state; 16: mixed-precision Adam");
  gpu.idle_power_fraction =
      section.number("idle_power_fraction", gpu.idle_power_fraction, Bounds::fraction(),
                     "Power of a held GPU while it does not compute, as a fraction of power_w; 1: "
                     "billed while held, 0: while busy");
  return gpu;
}

std::vector<std::string> gpu_type_names(const ConfigSection& root) {
  std::vector<std::string> names = gpu_catalog().names();
  for (const NamedSection& own : root.named_tables(type_tables.key, type_tables.documentation)) {
    if (std::find(names.begin(), names.end(), own.name) == names.end()) names.push_back(own.name);
  }
  return names;
}

std::optional<GpuType> read_region_gpu(const ConfigSection& region,
                                       const std::vector<std::string>& names,
                                       const GpuType& of_study) {
  const auto name = region.optional_choice(
      "gpu", names, "GPU type, of the catalog or of [gpu_types.NAME]; default: that of [gpu]");
  if (!name) return std::nullopt;
  const auto types = region.root().table(type_tables.key, type_tables.documentation);
  return read_type(*name, types.table(*name, "One GPU type"), of_study);
}

void require_gpu_types_named(const ConfigSection& root, const std::vector<std::string>& named) {
  require_listed(root, type_tables, named);
}

}  // namespace bacelab
