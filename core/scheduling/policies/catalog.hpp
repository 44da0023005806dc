#pragma once

#include <string_view>
#include <vector>

#include "core/registry.hpp"
#include "core/scheduling/policies/parts.hpp"
#include "core/scheduling/policies/policy_spec.hpp"

namespace bacelab {

/// Everything that policies are made of, and the policies that have a name: the program's own, and
/// what plugins add.
class PolicyCatalog {
 public:
  /// The program's own.
  PolicyCatalog();

  [[nodiscard]] Registry<PartInfo<Ordering>> orderings() const { return list(orderings_); }
  [[nodiscard]] Registry<PartInfo<PathFinder>> path_finders() const { return list(path_finders_); }
  [[nodiscard]] Registry<PartInfo<Allocator>> allocators() const { return list(allocators_); }
  [[nodiscard]] Registry<PartInfo<WholePolicy>> whole_policies() const { return list(whole_); }
  [[nodiscard]] Registry<PolicySpec> policies() const { return list(policies_); }

  // What is added must have a name that nothing of its kind has, a description and, of parameters,
  // allowed defaults and different names, none of which is one of policy_keys; throws InputError.
  // Names, descriptions and parameters are not copied: they must live as long as the program.

  /// Which threads may run what is added from here on; at first any.
  void set_threads(PartThreads threads) { threads_ = threads; }
  void add_ordering(PartInfo<Ordering> part);
  void add_path_finder(PartInfo<PathFinder> part);
  void add_allocator(PartInfo<Allocator> part);
  /// A whole policy is a policy of that name, too.
  void add_whole_policy(PartInfo<WholePolicy> policy);
  /// A policy made of parts that are known.
  void add_policy(PolicySpec policy);

 private:
  template <class Entry>
  static Registry<Entry> list(const std::vector<Entry>& entries) {
    return Registry<Entry>(std::span<const Entry>(entries));
  }

  template <class Part>
  void add_part(std::vector<PartInfo<Part>>& parts, PartInfo<Part> part, const char* kind);

  PartThreads threads_ = PartThreads::any;
  std::vector<PartInfo<Ordering>> orderings_;
  std::vector<PartInfo<PathFinder>> path_finders_;
  std::vector<PartInfo<Allocator>> allocators_;
  std::vector<PartInfo<WholePolicy>> whole_;
  std::vector<PolicySpec> policies_;
};

/// The catalog without plugins.
const PolicyCatalog& built_in_catalog();

}  // namespace bacelab
