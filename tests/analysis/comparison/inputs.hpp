#pragma once

#include <cstddef>
#include <numeric>
#include <string>
#include <vector>

#include "analysis/selection/select.hpp"

namespace bacelab::inputs {

/// The first `count` replications.
inline std::vector<std::size_t> numbered(std::size_t count) {
  std::vector<std::size_t> numbers(count);
  std::iota(numbers.begin(), numbers.end(), std::size_t{0});
  return numbers;
}

/// Mean completion times (s) of `pairs` worlds under bace and three baselines: slow is behind in
/// every world, close in some, twin is the same.
inline ComparisonInput completion_times(std::size_t pairs) {
  ComparisonInput input{.point = "network.scale = 0.3",
                        .metric = "mean_jct",
                        .unit = "s",
                        .policy_under_test = {"bace", {}},
                        .baselines = {{"slow", {}}, {"close", {}}, {"twin", {}}},
                        .replications = numbered(pairs)};
  for (std::size_t i = 0; i < pairs; ++i) {
    const double world = 36000.0 + 450.0 * static_cast<double>((7 * i) % 16);
    const double noise = 225.0 * static_cast<double>((5 * i) % 9);
    input.policy_under_test.values.push_back(world);
    input.baselines[0].values.push_back(1.25 * world + noise);
    input.baselines[1].values.push_back(world + noise - 675.0);
    input.baselines[2].values.push_back(world);
  }
  return input;
}

}  // namespace bacelab::inputs
