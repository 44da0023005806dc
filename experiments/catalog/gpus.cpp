#include "experiments/catalog/gpus.hpp"

#include <array>

namespace bacelab {
namespace {

// Dense bf16 tensor peaks (no structured sparsity), nominal memory, board power. Sources:
// RTX A6000: NVIDIA Ampere GA102 whitepaper v2, table 3 (154.8 TFLOP/s); data sheet (48 GB, 300 W).
// A100: NVIDIA A100 80GB SXM data sheet (312 TFLOP/s, 80 GB, 400 W).
// H100: NVIDIA H100 whitepaper v1.03, table 3, SXM5 (989.4 TFLOP/s, 80 GB, 700 W).
// The achieved fraction of the peak is the study's business; 0.4 is its default.
const std::array<GpuType, 3> gpus = {{
    {"RTX A6000", 1.548e14, 0.4, 48e9, 300.0, 16.0},
    {"A100", 3.12e14, 0.4, 80e9, 400.0, 16.0},
    {"H100", 9.894e14, 0.4, 80e9, 700.0, 16.0},
}};

}  // namespace

std::span<const GpuType> gpu_catalog() { return gpus; }

}  // namespace bacelab
