#include "core/scheduling/policy.hpp"

#include <stdexcept>

namespace bacelab {
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
