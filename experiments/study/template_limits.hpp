#pragma once

namespace bacelab {

/// What the numbers of a template may be at most, in studies and in scenario files. Sums of two
/// counts are an int, and so is the product of the two degrees, the GPUs of a stage.
struct TemplateLimits {
  static constexpr double count = 1e9;  ///< of layers, stages, micro-batches and their sequences
  static constexpr double tensor_parallel = 1e3;
  static constexpr double data_parallel = 1e6;
};

}  // namespace bacelab
