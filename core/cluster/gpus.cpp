#include "core/cluster/gpus.hpp"

#include <algorithm>

#include "core/contract.hpp"

namespace bacelab {

bool are_same(const GpuType& x, const GpuType& y) {
  return x.peak_flops == y.peak_flops && x.efficiency == y.efficiency &&
         x.memory_bytes == y.memory_bytes && x.power_w == y.power_w &&
         x.bytes_per_parameter == y.bytes_per_parameter &&
         x.idle_power_fraction == y.idle_power_fraction;
}

bool have_one_type(std::span<const RegionGpus> regions) {
  return std::all_of(regions.begin(), regions.end(), [&](const RegionGpus& region) {
    return are_same(region.type, regions.front().type);
  });
}

const GpuType& reference_type(std::span<const RegionGpus> regions) {
  BACELAB_EXPECTS(!regions.empty());
  const auto total = [&](const GpuType& type) {
    double gpus = 0.0;
    for (const RegionGpus& region : regions) gpus += are_same(region.type, type) ? region.gpus : 0;
    return gpus * achieved_flops(type);
  };
  const GpuType* reference = &regions.front().type;
  if (have_one_type(regions)) return *reference;
  double most = total(*reference);
  for (const RegionGpus& region : regions) {
    const double flops = total(region.type);
    if (flops <= most) continue;
    reference = &region.type;
    most = flops;
  }
  return *reference;
}

double reference_gpus(std::span<const RegionGpus> regions) {
  const double reference = achieved_flops(reference_type(regions));
  double sum = 0.0;
  for (const RegionGpus& region : regions) {
    sum += region.gpus * (achieved_flops(region.type) / reference);
  }
  return sum;
}

}  // namespace bacelab
