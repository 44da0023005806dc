#include "experiments/study/world_reader.hpp"

#include <optional>
#include <string>
#include <vector>

#include "experiments/text/section.hpp"
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

}  // namespace

GpuType read_gpu(const ConfigSection& section) {
  std::vector<std::string> names = gpu_catalog().names();
  names.emplace_back(own_type);
  const std::string chosen = section.choice(
      "type", names.front(), names, "GPU type, or \"own\" with all its properties in this table");
  GpuType gpu;
  gpu.name = chosen;
  const GpuType* known = gpu_catalog().find(chosen);
  const auto from_catalog = [known](double GpuType::*figure_of) {
    return known ? std::optional(known->*figure_of) : std::nullopt;
  };
  gpu.peak_flops =
      figure(section, "peak_flops", from_catalog(&GpuType::peak_flops),
             Bounds::positive().in("FLOP/s"), "Peak rate, dense bf16; default: the type's");
  gpu.efficiency = section.number("efficiency", gpu.efficiency, Bounds::left_open(0.0, 1.0),
                                  "Achieved fraction of the peak");
  gpu.memory_bytes =
      figure(section, "memory_bytes", from_catalog(&GpuType::memory_bytes),
             Bounds::positive().in("B"), "Memory, 0.9 of which can be used; default: the type's");
  gpu.power_w =
      figure(section, "power_w", from_catalog(&GpuType::power_w), Bounds::non_negative().in("W"),
             "Power of a GPU that a job holds; default: the type's");
  gpu.bytes_per_parameter =
      section.number("bytes_per_parameter", gpu.bytes_per_parameter, Bounds::positive().in("B"),
                     "Weights, gradients and optimiser state; 16: mixed-precision Adam");
  gpu.idle_power_fraction =
      section.number("idle_power_fraction", gpu.idle_power_fraction, Bounds::fraction(),
                     "Power of a held GPU while it does not compute, as a fraction of power_w; 1: "
                     "billed while held, 0: while busy");
  return gpu;
}

}  // namespace bacelab
