#include "core/scheduling/policies/catalog.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <utility>

#include "core/errors.hpp"
#include "core/scheduling/policies/policy.hpp"

namespace bacelab {
namespace {

template <class Entry>
std::vector<Entry> copy_of(const Registry<Entry>& registry) {
  return {registry.begin(), registry.end()};
}

/// With its article.
std::string one(std::string_view kind) {
  const bool is_vowel = std::string_view("aeiou").find(kind.front()) != std::string_view::npos;
  return (is_vowel ? "an " : "a ") + std::string(kind);
}

/// Throws InputError unless an entry may be added to these.
template <class Entry>
void require_new(const std::vector<Entry>& entries, std::string_view name, const char* kind) {
  if (name.empty()) throw InputError(one(kind) + " has no name");
  for (const Entry& entry : entries) {
    if (entry.name != name) continue;
    throw InputError("there is " + one(kind) + " '" + std::string(name) +
                     "' already; allowed: another name");
  }
}

/// Throws InputError unless this parameter may stand in a study after those before it. `whose`:
/// what has it, as a message begins.
void require_fit(const ParameterInfo& parameter, std::span<const ParameterInfo> before,
                 const std::string& whose) {
  if (parameter.name.empty() || parameter.description.empty()) {
    throw InputError(whose + "has a parameter without a name or a description");
  }
  const std::string which = "a parameter '" + std::string(parameter.name) + "'";
  const auto has_its_name = [&](const auto& other) { return other.name == parameter.name; };
  if (std::any_of(before.begin(), before.end(), has_its_name)) {
    throw InputError(whose + "has " + which + " twice; give one of them another name");
  }
  if (std::find(policy_keys.begin(), policy_keys.end(), parameter.name) != policy_keys.end()) {
    throw InputError(whose + "has " + which +
                     ", which is a key of every policy in a study; give it another name");
  }
  const bool is_allowed = std::isfinite(parameter.fallback) &&
                          parameter.low <= parameter.fallback &&
                          parameter.fallback <= parameter.high;
  if (!is_allowed) throw InputError(whose + "has " + which + " whose default is not allowed");
}

template <class Part>
void require_complete(const PartInfo<Part>& part, const char* kind) {
  const std::string whose = std::string("the ") + kind + " '" + std::string(part.name) + "' ";
  if (part.description.empty()) throw InputError(whose + "has no description");
  if (!part.make) throw InputError(whose + "has no function that makes it");
  for (std::size_t i = 0; i < part.parameters.size(); ++i) {
    require_fit(part.parameters[i], part.parameters.first(i), whose);
  }
}

}  // namespace

template <class Part>
void PolicyCatalog::add_part(std::vector<PartInfo<Part>>& parts, PartInfo<Part> part,
                             const char* kind) {
  require_new(parts, part.name, kind);
  require_complete(part, kind);
  part.is_checked = true;
  part.is_for_one_thread = threads_ == PartThreads::one;
  parts.push_back(std::move(part));
}

PolicyCatalog::PolicyCatalog()
    : orderings_(copy_of(bacelab::orderings())),
      path_finders_(copy_of(bacelab::path_finders())),
      allocators_(copy_of(bacelab::allocators())),
      policies_(copy_of(named_policies())) {}

void PolicyCatalog::add_ordering(PartInfo<Ordering> part) {
  add_part(orderings_, std::move(part), "ordering");
}

void PolicyCatalog::add_path_finder(PartInfo<PathFinder> part) {
  add_part(path_finders_, std::move(part), "path finder");
}

void PolicyCatalog::add_allocator(PartInfo<Allocator> part) {
  add_part(allocators_, std::move(part), "allocator");
}

void PolicyCatalog::add_whole_policy(PartInfo<WholePolicy> policy) {
  const std::string name(policy.name);
  require_new(policies_, name, "policy");
  add_part(whole_, std::move(policy), "policy");
  PolicySpec spec;
  spec.name = spec.whole = name;
  policies_.push_back(std::move(spec));
}

void PolicyCatalog::add_policy(PolicySpec policy) {
  require_new(policies_, policy.name, "policy");
  parameters_of(policy, *this);
  policies_.push_back(std::move(policy));
}

const PolicyCatalog& built_in_catalog() {
  static const PolicyCatalog catalog;
  return catalog;
}

}  // namespace bacelab
