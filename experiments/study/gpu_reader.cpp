#include "experiments/study/gpu_reader.hpp"

#include <optional>
#include <string>
#include <vector>

#include "experiments/catalog/gpus.hpp"

namespace bacelab {
namespace {

constexpr const char* own_type = "own";

/// A figure that is the type's if it is not given, and required for a type of the user's own. No
/// default of the key: in a resolved study it would not follow a factor on the type any more.
double figure(const ConfigSection& section, const char* key, std::optional<double> of_type,
              const Bounds& bounds, const char* documentation) {
  return of_type ? section.optional_number(key, bounds, documentation).value_or(*of_type)
                 : section.required_number(key, bounds, documentation);
}

}  // namespace

GpuType read_gpu(const ConfigSection& section) {
  std::vector<std::string> names;
  for (const GpuType& known : gpu_catalog()) names.push_back(known.name);
  names.emplace_back(own_type);
  const std::string chosen = section.choice(
      "type", names.front(), names, "GPU type, or \"own\" with all its figures in this table");
  GpuType gpu;
  gpu.name = chosen;
  const GpuType* known = nullptr;
  for (const GpuType& entry : gpu_catalog()) {
    if (entry.name == chosen) known = &entry;
  }
  const auto from_catalog = [known](double GpuType::*figure_of) {
    return known ? std::optional(known->*figure_of) : std::nullopt;
  };
  gpu.peak_flops =
      figure(section, "peak_flops", from_catalog(&GpuType::peak_flops),
             Bounds::positive().in("FLOP/s"), "Peak of the GPU, dense bf16; default: the type's");
  gpu.efficiency = section.number("efficiency", gpu.efficiency, Bounds::left_open(0.0, 1.0),
                                  "Achieved fraction of the peak");
  gpu.memory_bytes =
      figure(section, "memory_bytes", from_catalog(&GpuType::memory_bytes),
             Bounds::positive().in("B"), "Memory, of which 0.9 is used; default: the type's");
  gpu.power_w =
      figure(section, "power_w", from_catalog(&GpuType::power_w), Bounds::non_negative().in("W"),
             "Power of a GPU that is held by a job; default: the type's");
  gpu.bytes_per_parameter =
      section.number("bytes_per_parameter", gpu.bytes_per_parameter, Bounds::positive().in("B"),
                     "Weights, gradients and optimiser state; 16: mixed-precision Adam");
  return gpu;
}

}  // namespace bacelab
