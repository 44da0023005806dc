#include "core/scheduling/registry.hpp"

#include <array>

#include "core/scheduling/allocators/cheapest_first.hpp"
#include "core/scheduling/allocators/path_order.hpp"
#include "core/scheduling/orderings/bace_priority.hpp"
#include "core/scheduling/orderings/fcfs.hpp"
#include "core/scheduling/orderings/sjf.hpp"
#include "core/scheduling/path_finders/bandwidth_aware.hpp"
#include "core/scheduling/path_finders/cross_region.hpp"
#include "core/scheduling/path_finders/exhaustive.hpp"
#include "core/scheduling/path_finders/single_region.hpp"

namespace bacelab {
namespace {

template <class Base, class Part>
std::unique_ptr<Base> plain(const Parameters&) {
  return std::make_unique<Part>();
}

template <class Part>
std::unique_ptr<PathFinder> with_min_fraction(const Parameters& parameters) {
  return std::make_unique<Part>(value_of(min_stage_fraction, parameters));
}

constexpr std::array stage_search_parameters = {min_stage_fraction};

constexpr std::array<PartInfo<Ordering>, 3> all_orderings = {{
    {"fcfs", "by arrival, then id", {}, plain<Ordering, Fcfs>},
    {"sjf", "shortest ideal time first", {}, plain<Ordering, Sjf>},
    {"bace",
     "short jobs while the network is idle, little traffic when it is busy",
     {},
     plain<Ordering, BacePriority>},
}};

constexpr std::array<PartInfo<PathFinder>, 6> all_path_finders = {{
    {"single_cheapest",
     "one region: the cheapest with room for the fewest stages",
     {},
     plain<PathFinder, SingleCheapest>},
    {"single_most_free",
     "one region: the one with the most free GPUs",
     {},
     plain<PathFinder, SingleMostFree>},
    {"cross_cheapest", "linked regions by ascending price", {}, plain<PathFinder, CrossCheapest>},
    {"cross_greedy",
     "from the most free GPUs along the highest residual bandwidth",
     {},
     plain<PathFinder, CrossGreedy>},
    {"bace", "greedy paths from every region, on links with room for the demand",
     stage_search_parameters, with_min_fraction<BandwidthAware>},
    {"exhaustive", "all simple paths on links with room for the demand", stage_search_parameters,
     with_min_fraction<Exhaustive>, Exhaustive::max_regions},
}};

constexpr std::array<PartInfo<Allocator>, 2> all_allocators = {{
    {"cheapest_first",
     "fills the cheapest regions first; prefers the cheaper path",
     {},
     plain<Allocator, CheapestFirst>},
    {"path_order",
     "fills regions in path order; prefers the shorter path",
     {},
     plain<Allocator, PathOrder>},
}};

}  // namespace

std::span<const PartInfo<Ordering>> orderings() { return all_orderings; }
std::span<const PartInfo<PathFinder>> path_finders() { return all_path_finders; }
std::span<const PartInfo<Allocator>> allocators() { return all_allocators; }

}  // namespace bacelab
