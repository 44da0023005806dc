#include "core/scheduling/policies/parts.hpp"

#include <array>
#include <span>
#include <vector>

#include "core/scheduling/path_finders/bandwidth_aware.hpp"
#include "core/scheduling/path_finders/baselines.hpp"
#include "core/scheduling/path_finders/local_first.hpp"

namespace bacelab {
namespace {

/// Makes a part without parameters.
template <class Base, class Part>
std::unique_ptr<Base> plain(const Parameters&) {
  return std::make_unique<Part>();
}

// The parameters of the path finders: how much of what a job wants it may do without.
constexpr auto elastic = std::to_array({min_stage_fraction(0.0)});
constexpr auto half_elastic = std::to_array({min_stage_fraction(0.5)});

template <class Part, const auto& parameters>
PartInfo<PathFinder> finder(std::string_view name, std::string_view description,
                            int max_regions = 0) {
  const auto make = [](const Parameters& given) -> std::unique_ptr<PathFinder> {
    return std::make_unique<Part>(value_of(parameters.front(), given));
  };
  return {name, description, make, parameters, max_regions};
}

constexpr auto local =
    std::to_array({min_stage_fraction(0.5), local_fraction(0.5), max_stage_fraction(1.0)});

std::unique_ptr<PathFinder> make_local_first(const Parameters& given) {
  return std::make_unique<LocalFirst>(value_of(local[0], given), value_of(local[1], given),
                                      value_of(local[2], given));
}

}  // namespace

Registry<PartInfo<Ordering>> orderings() {
  static const std::vector<PartInfo<Ordering>> all_orderings = {
      {"fcfs", "by arrival, then id", plain<Ordering, Fcfs>},
      {"sjf", "shortest ideal time first", plain<Ordering, Sjf>},
      {"bace", "short jobs while the network is idle, jobs with little traffic while it is busy",
       plain<Ordering, BacePriority>},
  };
  return Registry(std::span<const PartInfo<Ordering>>(all_orderings));
}

Registry<PartInfo<PathFinder>> path_finders() {
  static const std::vector<PartInfo<PathFinder>> all_path_finders = {
      finder<SingleCheapest, elastic>(
          "single_cheapest", "one region: the cheapest with free GPUs for the minimum stages"),
      finder<SingleMostFree, elastic>("single_most_free",
                                      "one region: the one with the most free GPUs"),
      finder<CrossCheapest, elastic>("cross_cheapest", "linked regions by ascending price"),
      finder<CrossGreedy, elastic>(
          "cross_greedy",
          "from the region with the most free GPUs along the highest residual bandwidth"),
      finder<BandwidthAware, half_elastic>(
          "bace", "greedy paths from every region, on links with room for the demand"),
      finder<Exhaustive, half_elastic>("exhaustive",
                                       "all simple paths on links with room for the demand",
                                       Exhaustive::max_regions),
      {"local_first", "one region if it takes enough stages, else as bace", make_local_first,
       local},
  };
  return Registry(std::span<const PartInfo<PathFinder>>(all_path_finders));
}

Registry<PartInfo<Allocator>> allocators() {
  static const std::vector<PartInfo<Allocator>> all_allocators = {
      {"cheapest_first", "fills the cheapest regions first; prefers the cheaper path",
       plain<Allocator, CheapestFirst>},
      {"cheapest_total",
       "fills the cheapest regions first; prefers the path that is cheaper with its transfers",
       plain<Allocator, CheapestTotal>},
      {"path_order", "fills regions in path order; prefers the shorter path",
       plain<Allocator, PathOrder>},
  };
  return Registry(std::span<const PartInfo<Allocator>>(all_allocators));
}

}  // namespace bacelab
