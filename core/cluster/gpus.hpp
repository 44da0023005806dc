#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <string>

namespace bacelab {

/// A type of GPU as the model sees it (MODEL.md section 1).
struct GpuType {
  std::string name;
  double peak_flops = 0.0;            ///< FLOP/s, dense bf16
  double efficiency = 0.4;            ///< achieved fraction of the peak, (0, 1]
  double memory_bytes = 0.0;          ///< bytes
  double power_w = 0.0;               ///< watts while held by a job
  double bytes_per_parameter = 16.0;  ///< weights, gradients and optimiser state; 16: mixed Adam
  double idle_power_fraction = 1.0;   ///< psi: of the power, while held but not computing, [0, 1]
};

/// FLOP/s that are achieved: eta Phi.
inline double achieved_flops(const GpuType& gpu) { return gpu.efficiency * gpu.peak_flops; }

/// Have they the same values, whatever their names?
bool are_same(const GpuType& x, const GpuType& y);

/// The GPUs of a region, as far as the stages of jobs depend on them.
struct RegionGpus {
  int gpus = 0;  ///< outages aside
  GpuType type;
  double internal_bit_per_s = std::numeric_limits<double>::infinity();  ///< b_r
};

/// Have all regions GPUs of the same type?
bool have_one_type(std::span<const RegionGpus> regions);

/// The reference type: the one with the largest total of eta Phi over the GPUs of all its regions,
/// on ties that of the first region. There must be a region.
const GpuType& reference_type(std::span<const RegionGpus> regions);

/// All GPUs, each counted as its eta Phi over that of the reference type.
double reference_gpus(std::span<const RegionGpus> regions);

}  // namespace bacelab
