#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "core/scheduling/policies/policy.hpp"
#include "tests/support/draws.hpp"
#include "tests/support/policies.hpp"
#include "tests/support/state.hpp"

namespace bacelab {

/// Searches of BACE-Pipe's path finder in a made-up state: regions with a link between any two, a
/// few free GPUs in each, prices and bandwidths that differ. The job needs a path of many regions,
/// and some links have no room for it. Nothing is kept from search to search: each begins a run.
class MeshSearch {
 public:
  explicit MeshSearch(std::size_t regions, int threads = 1)
      : state_(make_state(regions)),
        plan_(testing::unit_plan(testing::unit_template(80, 64))),
        policy_(make_policy(testing::named_policy("bace"))) {
    policy_.path_finder->set_threads(threads);
  }

  /// Is there a path?
  bool find() {
    policy_.path_finder->begin_run();
    return policy_.path_finder
        ->find(state_->state(), plan_, *policy_.allocator, placement_, nullptr)
        .found;
  }

 private:
  static std::unique_ptr<testing::MadeState> make_state(std::size_t regions) {
    testing::Draws draws(1);
    std::vector<int> free;
    std::vector<double> price;
    std::vector<testing::StateLink> links;
    for (std::size_t a = 0; a < regions; ++a) {
      free.push_back(static_cast<int>(4 + a % 5));
      price.push_back(draws.uniform(0.15, 0.3));
      for (std::size_t b = 0; b < a; ++b) links.push_back({b, a, draws.uniform(4.0, 16.0)});
    }
    return std::make_unique<testing::MadeState>(free, price, links, 1);
  }

  std::unique_ptr<testing::MadeState> state_;
  StagePlan plan_;
  Policy policy_;
  Placement placement_;
};

}  // namespace bacelab
