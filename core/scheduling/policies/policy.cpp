#include "core/scheduling/policies/policy.hpp"

#include <array>
#include <stdexcept>

#include "core/scheduling/allocators.hpp"
#include "core/scheduling/orderings.hpp"
#include "core/scheduling/path_finders/bandwidth_aware.hpp"
#include "core/scheduling/path_finders/baselines.hpp"

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

namespace {

template <class Part>
const PartInfo<Part>& part_of(std::span<const PartInfo<Part>> parts, const std::string& name) {
  const PartInfo<Part>* part = find_part(parts, name);
  if (!part) throw std::invalid_argument("no part of a policy is called '" + name + "'");
  return *part;
}

}  // namespace

std::span<const PolicySpec> named_policies() {
  // One region leaves nothing to allocate, so lcf and ldf may name any allocator.
  static const std::vector<PolicySpec> policies = {
      {"bace", "bace", false, "bace", "cheapest_first", {}},
      {"lcf", "fcfs", true, "single_cheapest", "path_order", {}},
      {"ldf", "fcfs", true, "single_most_free", "path_order", {}},
      {"cr_lcf", "fcfs", true, "cross_cheapest", "path_order", {}},
      {"cr_ldf", "fcfs", true, "cross_greedy", "path_order", {}},
      {"bace_no_priority", "fcfs", true, "bace", "cheapest_first", {}},
      {"bace_no_pathfinder", "bace", false, "cross_greedy", "cheapest_first", {}},
      {"bace_no_costmin", "bace", false, "bace", "path_order", {}},
      {"bace_exhaustive", "bace", false, "exhaustive", "cheapest_first", {}},
  };
  return policies;
}

std::vector<ParameterInfo> parameters_of(const PolicySpec& spec) {
  std::vector<ParameterInfo> all;
  const auto add = [&](std::span<const ParameterInfo> some) {
    all.insert(all.end(), some.begin(), some.end());
  };
  add(part_of(orderings(), spec.ordering).parameters);
  add(part_of(path_finders(), spec.path_finder).parameters);
  add(part_of(allocators(), spec.allocator).parameters);
  return all;
}

int max_regions_of(const PolicySpec& spec) {
  return part_of(path_finders(), spec.path_finder).max_regions;
}

Policy make_policy(const PolicySpec& spec) {
  return {part_of(orderings(), spec.ordering).make(spec.parameters), spec.blocking,
          part_of(path_finders(), spec.path_finder).make(spec.parameters),
          part_of(allocators(), spec.allocator).make(spec.parameters)};
}

}  // namespace bacelab
