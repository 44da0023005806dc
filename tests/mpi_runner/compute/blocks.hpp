#pragma once

#include <cstring>
#include <vector>

#include "experiments/results/run_block.hpp"

namespace bacelab::testing {

/// Equal to the last bit, NaN and all.
inline bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

/// Equal in all that is reproducible: everything but the wall-clock times.
inline bool same_results(const RunBlock& a, const RunBlock& b) {
  return a.first_world == b.first_world && a.world_count == b.world_count && a.shape == b.shape &&
         same_bits(a.metrics, b.metrics) && a.status == b.status && a.redraws == b.redraws &&
         same_bits(a.jobs, b.jobs);
}

}  // namespace bacelab::testing
