// Instructions of the bandwidth-aware path finder:  path_finder REGIONS
// Regions with a link between any two, a few free GPUs in each, prices and bandwidths that differ;
// the job needs a path of many regions, and some links have no room for it.
#include <cstdlib>
#include <iostream>

#include "core/scheduling/policy.hpp"
#include "tests/benchmarks/counted/counted_part.hpp"
#include "tests/support/draws.hpp"
#include "tests/support/policies.hpp"
#include "tests/support/state.hpp"

namespace {

using namespace bacelab;

constexpr int calls = 20;
const SystemState* state = nullptr;
const StagePlan* plan = nullptr;
Policy policy;
Placement placement;

bool find() {
  return policy.path_finder->find(*state, *plan, *policy.allocator, placement, nullptr).found;
}

}  // namespace

[[gnu::noinline]] void counted_part() {
  for (int i = 0; i < calls; ++i) find();
}

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: path_finder REGIONS\n";
    return 2;
  }
  const auto regions = static_cast<std::size_t>(std::atoi(argv[1]));
  testing::Draws draws(1);
  std::vector<int> free;
  std::vector<double> price;
  std::vector<testing::StateLink> links;
  for (std::size_t a = 0; a < regions; ++a) {
    free.push_back(static_cast<int>(4 + a % 5));
    price.push_back(0.15 + 0.15 * draws.uniform());
    for (std::size_t b = 0; b < a; ++b) links.push_back({b, a, 4.0 + 12.0 * draws.uniform()});
  }
  const testing::MadeState made(free, price, links, 1);
  const StagePlan stages = testing::unit_plan(testing::unit_template(80, 64));
  state = &made.state();
  plan = &stages;
  policy = make_policy(testing::named_policy("bace"));
  if (!find()) {
    std::cerr << "path_finder: there is no path\n";
    return 1;
  }
  counted_part();
  counted::report("call", calls);
}
