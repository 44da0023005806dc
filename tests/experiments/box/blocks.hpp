#pragma once

#include <cstring>
#include <vector>

#include "experiments/box/run_block.hpp"

namespace bacelab::testing {

/// Equal to the last bit, NaN and all.
inline bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() &&
         (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0);
}

/// Equal in all numbers that are reproducible: everything but the wall-clock times.
inline bool same_results(const RunBlock& a, const RunBlock& b) {
  return a.worlds == b.worlds && a.shape == b.shape && same_bits(a.metrics, b.metrics) &&
         a.status == b.status && a.redraws == b.redraws && same_bits(a.jobs, b.jobs) &&
         same_bits(a.summaries, b.summaries);
}

/// Equal in everything.
inline bool same(const RunBlock& a, const RunBlock& b) {
  return same_results(a, b) && same_bits(a.wall_s, b.wall_s) && a.failures == b.failures;
}

}  // namespace bacelab::testing
