#pragma once

#include <memory>
#include <vector>

#include "tests/support/draws.hpp"
#include "tests/support/state.hpp"

namespace bacelab::testing {

/// A state of one to five regions in the middle of a run; its small numbers make ties likely, and
/// some links have no bandwidth.
inline std::unique_ptr<MadeState> random_state(Draws& draws) {
  const int regions = draws.between(1, 5);
  std::vector<int> free;
  std::vector<double> price;
  std::vector<StateLink> links;
  for (int r = 0; r < regions; ++r) {
    free.push_back(draws.between(0, 4));
    price.push_back(draws.chance(0.5) ? draws.between(-1, 4) : draws.uniform(0.1, 3.0));
    for (int q = 0; q < r; ++q) {
      if (draws.chance(0.2)) continue;
      links.push_back({static_cast<std::size_t>(q), static_cast<std::size_t>(r),
                       static_cast<double>(draws.between(0, 16)),
                       draws.chance(0.5) ? draws.between(0, 9) : 0.0});
    }
  }
  int total = draws.between(0, 4);
  for (const int f : free) total += f;
  return std::make_unique<MadeState>(free, price, links, draws.between(0, 1), std::max(total, 1));
}

}  // namespace bacelab::testing
