#include "core/scheduling/policies/policy.hpp"

#include <span>

#include "core/scheduling/policies/parts.hpp"

namespace bacelab {
namespace {

struct PartsOfPolicy {
  const PartInfo<Ordering>& ordering;
  const PartInfo<PathFinder>& path_finder;
  const PartInfo<Allocator>& allocator;
};

PartsOfPolicy parts_of(const PolicySpec& spec) {
  return {orderings().at(spec.ordering, "ordering"),
          path_finders().at(spec.path_finder, "path finder"),
          allocators().at(spec.allocator, "allocator")};
}

}  // namespace

Registry<PolicySpec> named_policies() {
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
      {"bace_total", "bace", false, "bace", "cheapest_total", {}},
  };
  static const Registry<PolicySpec> registry{std::span<const PolicySpec>(policies)};
  return registry;
}

Looks looks_of(const Policy& policy) {
  Looks any = {.at_prices = false, .at_links = false};
  for (const Looks part :
       {policy.ordering->looks(), policy.path_finder->looks(), policy.allocator->looks()}) {
    any.at_prices = any.at_prices || part.at_prices;
    any.at_links = any.at_links || part.at_links;
  }
  return any;
}

std::vector<ParameterInfo> parameters_of(const PolicySpec& spec) {
  const PartsOfPolicy parts = parts_of(spec);
  std::vector<ParameterInfo> all;
  for (const auto& some :
       {parts.ordering.parameters, parts.path_finder.parameters, parts.allocator.parameters}) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

int max_regions_of(const PolicySpec& spec) { return parts_of(spec).path_finder.max_regions; }

Policy make_policy(const PolicySpec& spec) {
  const PartsOfPolicy parts = parts_of(spec);
  return {parts.ordering.make(spec.parameters), spec.blocking,
          parts.path_finder.make(spec.parameters), parts.allocator.make(spec.parameters)};
}

}  // namespace bacelab
