#include "core/scheduling/policies/parts.hpp"

#include <array>

#include "core/scheduling/path_finders/bandwidth_aware.hpp"
#include "core/scheduling/path_finders/baselines.hpp"

namespace bacelab {
namespace {

/// Makes a part without parameters.
template <class Base, class Part>
std::unique_ptr<Base> plain(const Parameters&) {
  return std::make_unique<Part>();
}

template <class Part>
std::unique_ptr<PathFinder> with_min_fraction(const Parameters& parameters) {
  return std::make_unique<Part>(value_of(min_stage_fraction, parameters));
}

constexpr auto stage_search_parameters = std::to_array({min_stage_fraction});

constexpr auto all_orderings = std::to_array<PartInfo<Ordering>>({
    {"fcfs", "by arrival, then id", plain<Ordering, Fcfs>},
    {"sjf", "shortest ideal time first", plain<Ordering, Sjf>},
    {"bace", "short jobs while the network is idle, jobs with little traffic while it is busy",
     plain<Ordering, BacePriority>},
});

constexpr auto all_path_finders = std::to_array<PartInfo<PathFinder>>({
    {"single_cheapest", "one region: the cheapest with free GPUs for the minimum stages",
     plain<PathFinder, SingleCheapest>},
    {"single_most_free", "one region: the one with the most free GPUs",
     plain<PathFinder, SingleMostFree>},
    {"cross_cheapest", "linked regions by ascending price", plain<PathFinder, CrossCheapest>},
    {"cross_greedy", "from the region with the most free GPUs along the highest residual bandwidth",
     plain<PathFinder, CrossGreedy>},
    {"bace", "greedy paths from every region, on links with room for the demand",
     with_min_fraction<BandwidthAware>, stage_search_parameters},
    {"exhaustive", "all simple paths on links with room for the demand",
     with_min_fraction<Exhaustive>, stage_search_parameters, Exhaustive::max_regions},
});

constexpr auto all_allocators = std::to_array<PartInfo<Allocator>>({
    {"cheapest_first", "fills the cheapest regions first; prefers the cheaper path",
     plain<Allocator, CheapestFirst>},
    {"path_order", "fills regions in path order; prefers the shorter path",
     plain<Allocator, PathOrder>},
});

}  // namespace

Registry<PartInfo<Ordering>> orderings() {
  static constexpr Registry registry(all_orderings);
  return registry;
}

Registry<PartInfo<PathFinder>> path_finders() {
  static constexpr Registry registry(all_path_finders);
  return registry;
}

Registry<PartInfo<Allocator>> allocators() {
  static constexpr Registry registry(all_allocators);
  return registry;
}

}  // namespace bacelab
