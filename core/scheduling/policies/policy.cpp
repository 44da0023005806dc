#include "core/scheduling/policies/policy.hpp"

#include <algorithm>
#include <exception>
#include <iomanip>
#include <new>
#include <span>
#include <sstream>
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

/// A parameter of a part.
struct PartParameter {
  ParameterInfo parameter;
  std::string part;  ///< "the ordering 'fcfs'"
};

std::string number_text(double number) {
  std::ostringstream stream;
  stream << std::setprecision(17) << number;
  return stream.str();
}

std::string values_text(const ParameterInfo& parameter) {
  return number_text(parameter.fallback) + " in [" + number_text(parameter.low) + ", " +
         number_text(parameter.high) + "]";
}

bool are_one(const ParameterInfo& one, const ParameterInfo& other) {
  return one.fallback == other.fallback && one.low == other.low && one.high == other.high;
}

/// Adds a parameter, unless a part before has the same. Throws InputError if one has another of
/// that name: a value couldn't be given for one of them alone.
void add_parameter(const PartParameter& added, std::vector<PartParameter>& all) {
  const auto named = std::find_if(all.begin(), all.end(), [&](const PartParameter& other) {
    return other.parameter.name == added.parameter.name;
  });
  if (named == all.end()) {
    all.push_back(added);
    return;
  }
  if (are_one(named->parameter, added.parameter)) return;
  throw InputError(named->part + " and " + added.part + " have a parameter '" +
                   std::string(added.parameter.name) +
                   "' with different defaults or ranges: " + values_text(named->parameter) +
                   " and " + values_text(added.parameter) + "; give one of them another name");
}

template <class Part>
void add_parameters(const PartInfo<Part>& part, const char* kind, std::vector<PartParameter>& all) {
  const std::string name = std::string("the ") + kind + " '" + std::string(part.name) + "'";
  for (const ParameterInfo& parameter : part.parameters) add_parameter({parameter, name}, all);
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
    throw InputError(problem + "it ran out of memory");
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
      {"bace_local", "bace", false, "local_first", "cheapest_total", {}},
      {"bace_frugal",
       "bace",
       false,
       "local_first",
       "cheapest_total",
       {{"max_stage_fraction", 0.5}}},
  };
  static const Registry<PolicySpec> registry{std::span<const PolicySpec>(policies)};
  return registry;
}

Looks looks_of(const Policy& policy) {
  if (policy.whole) return {};
  Looks any = Looks::at_nothing();
  any.at_running = policy.ordering->looks().at_running;  // the other parts are not given them
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
  std::vector<PartParameter> all;
  add_parameters(parts.ordering, "ordering", all);
  add_parameters(parts.path_finder, "path finder", all);
  add_parameters(parts.allocator, "allocator", all);
  std::vector<ParameterInfo> parameters;
  for (const PartParameter& each : all) {
    parameters.push_back(each.parameter);
    const auto own = spec.parameters.find(each.parameter.name);
    if (own != spec.parameters.end()) parameters.back().fallback = own->second;
  }
  return parameters;
}

int max_regions_of(const PolicySpec& spec, const PolicyCatalog& catalog) {
  return spec.whole.empty() ? parts_of(spec, catalog).path_finder.max_regions
                            : whole_of(spec, catalog).max_regions;
}

bool runs_on_one_thread(const PolicySpec& spec, const PolicyCatalog& catalog) {
  if (!spec.whole.empty()) return whole_of(spec, catalog).is_for_one_thread;
  const PartsOfPolicy parts = parts_of(spec, catalog);
  return parts.ordering.is_for_one_thread || parts.path_finder.is_for_one_thread ||
         parts.allocator.is_for_one_thread;
}

Policy make_policy(const PolicySpec& spec, const PolicyCatalog& catalog) {
  if (!spec.whole.empty()) {
    return {{}, false, {}, {}, made(whole_of(spec, catalog), spec.parameters), true};
  }
  const PartsOfPolicy parts = parts_of(spec, catalog);
  const bool is_checked =
      parts.ordering.is_checked || parts.path_finder.is_checked || parts.allocator.is_checked;
  if (is_checked) parameters_of(spec, catalog);  // throws for parts that don't agree
  return {made(parts.ordering, spec.parameters),
          spec.blocking,
          made(parts.path_finder, spec.parameters),
          made(parts.allocator, spec.parameters),
          {},
          is_checked};
}

}  // namespace bacelab
