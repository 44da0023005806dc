#include "analysis/statistics/worst_worlds.hpp"

#include <algorithm>

#include "analysis/statistics/sample_checks.hpp"

namespace bacelab {

std::vector<std::size_t> worst_worlds(std::span<const double> a, std::span<const double> b,
                                      Direction direction, std::size_t count) {
  require_pairs(a, b);
  const auto gain = [&](std::size_t i) { return advantage(a[i], b[i], direction); };
  std::vector<std::size_t> worlds;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (gain(i) < 0.0) worlds.push_back(i);
  }
  std::stable_sort(worlds.begin(), worlds.end(),
                   [&](std::size_t i, std::size_t j) { return gain(i) < gain(j); });
  if (worlds.size() > count) worlds.resize(count);
  return worlds;
}

}  // namespace bacelab
