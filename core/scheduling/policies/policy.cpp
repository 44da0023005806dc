#include "core/scheduling/policies/policy.hpp"

#include <exception>
#include <new>
#include <span>
#include <string>
#include <utility>

#include "core/errors.hpp"
#include "core/scheduling/policies/parts.hpp"

namespace bacelab {
namespace {

struct PartsOfPolicy {
  const PartInfo<Ordering>& ordering;
  const PartInfo<PathFinder>& path_finder;
  const PartInfo<Allocator>& allocator;
};

PartsOfPolicy parts_of(const PolicySpec& spec, const PolicyCatalog& catalog) {
  return {catalog.orderings().at(spec.ordering, "ordering"),
          catalog.path_finders().at(spec.path_finder, "path finder"),
          catalog.allocators().at(spec.allocator, "allocator")};
}

const PartInfo<WholePolicy>& whole_of(const PolicySpec& spec, const PolicyCatalog& catalog) {
  return catalog.whole_policies().at(spec.whole, "whole policy");
}

/// Throws InputError, with its name, if a plugin's can't be made.
template <class Part>
std::unique_ptr<Part> made(const PartInfo<Part>& part, const Parameters& parameters) {
  if (!part.is_checked) return part.make(parameters);
  const std::string problem = "'" + std::string(part.name) + "' can't be made: ";
  std::unique_ptr<Part> result;
  try {
    result = part.make(parameters);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    throw InputError(problem + error.what());
  } catch (...) {
    throw InputError(problem + "the plugin threw something that is no std::exception");
  }
  if (!result) throw InputError(problem + "the plugin gave none");
  return result;
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
  if (policy.whole) return {};
  Looks any = {.at_prices = false, .at_links = false};
  for (const Looks part :
       {policy.ordering->looks(), policy.path_finder->looks(), policy.allocator->looks()}) {
    any.at_prices = any.at_prices || part.at_prices;
    any.at_links = any.at_links || part.at_links;
  }
  return any;
}

std::vector<ParameterInfo> parameters_of(const PolicySpec& spec, const PolicyCatalog& catalog) {
  if (!spec.whole.empty()) {
    const auto own = whole_of(spec, catalog).parameters;
    return {own.begin(), own.end()};
  }
  const PartsOfPolicy parts = parts_of(spec, catalog);
  std::vector<ParameterInfo> all;
  for (const auto& some :
       {parts.ordering.parameters, parts.path_finder.parameters, parts.allocator.parameters}) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

int max_regions_of(const PolicySpec& spec, const PolicyCatalog& catalog) {
  return spec.whole.empty() ? parts_of(spec, catalog).path_finder.max_regions
                            : whole_of(spec, catalog).max_regions;
}

Policy make_policy(const PolicySpec& spec, const PolicyCatalog& catalog) {
  if (!spec.whole.empty()) {
    return {{}, false, {}, {}, made(whole_of(spec, catalog), spec.parameters), true};
  }
  const PartsOfPolicy parts = parts_of(spec, catalog);
  return {made(parts.ordering, spec.parameters),
          spec.blocking,
          made(parts.path_finder, spec.parameters),
          made(parts.allocator, spec.parameters),
          {},
          parts.ordering.is_checked || parts.path_finder.is_checked || parts.allocator.is_checked};
}

}  // namespace bacelab
