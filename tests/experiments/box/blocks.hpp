#pragma once

#include <algorithm>
#include <cstring>
#include <vector>

#include "experiments/box/finished_block.hpp"
#include "experiments/box/run_block.hpp"

namespace bacelab::testing {

/// Equal to the last bit, NaN and all.
inline bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() &&
         (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0);
}

/// Equal in all that is reproducible: everything but the wall-clock times.
inline bool same_results(const RunBlock& a, const RunBlock& b) {
  return a.first_world == b.first_world && a.world_count == b.world_count && a.shape == b.shape &&
         same_bits(a.metrics, b.metrics) && a.status == b.status && a.redraws == b.redraws &&
         same_bits(a.jobs, b.jobs);
}

inline bool same_failures(const std::vector<RunFailure>& a, const std::vector<RunFailure>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const RunFailure& x, const RunFailure& y) {
                      return x.point == y.point && x.replication == y.replication &&
                             x.policy == y.policy && x.message == y.message;
                    });
}

/// Equal in everything.
inline bool same(const FinishedBlock& a, const FinishedBlock& b) {
  return same_results(a.block, b.block) && same_bits(a.block.wall_s, b.block.wall_s) &&
         same_failures(a.failures, b.failures);
}

}  // namespace bacelab::testing
