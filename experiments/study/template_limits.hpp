#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "core/pipeline/pipeline_model.hpp"
#include "core/workload/template.hpp"

namespace bacelab {

/// What the numbers of a template may be at most, in studies and in scenario files. Sums of two
/// counts are an int, and so is the product of the two degrees, the GPUs of a stage.
struct TemplateLimits {
  static constexpr double count = 1e9;  ///< of layers, stages, micro-batches and their sequences
  static constexpr double tensor_parallel = 1e3;
  static constexpr double data_parallel = 1e6;
  static constexpr int even_stages = 100'000;  ///< under Split::even, which looks at each number
};

/// The number of stages that a template may be cut into under Split::even in regions with so many
/// GPUs, if it is above TemplateLimits::even_stages.
std::optional<std::int64_t> too_many_stages(const Template& model, Split split,
                                            std::span<const int> gpus_of_regions);

}  // namespace bacelab
