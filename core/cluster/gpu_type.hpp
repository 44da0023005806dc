#pragma once

#include <string>

namespace bacelab {

/// What the model knows of a kind of GPU (MODEL.md section 1).
struct GpuType {
  std::string name;
  double peak_flops = 0.0;            ///< FLOP/s, dense bf16
  double efficiency = 0.4;            ///< achieved fraction of the peak, (0, 1]
  double memory_bytes = 0.0;          ///< bytes
  double power_w = 0.0;               ///< watts while held by a job
  double bytes_per_parameter = 16.0;  ///< weights, gradients and optimiser state; 16: mixed Adam
};

}  // namespace bacelab
