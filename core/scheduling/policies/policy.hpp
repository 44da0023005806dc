#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/scheduling/allocators.hpp"
#include "core/scheduling/orderings.hpp"
#include "core/scheduling/parameters.hpp"
#include "core/scheduling/path_finders/path_finder.hpp"

namespace bacelab {

/// One choice for a part of a policy. A new one is a new file and a line in registry.cpp.
template <class Part>
struct PartInfo {
  std::string_view name;
  std::string_view description;
  std::span<const ParameterInfo> parameters;
  std::unique_ptr<Part> (*make)(const Parameters&);
  int max_regions = 0;  ///< most regions of a cluster that it can serve; 0: any number
};

std::span<const PartInfo<Ordering>> orderings();
std::span<const PartInfo<PathFinder>> path_finders();
std::span<const PartInfo<Allocator>> allocators();

/// The entry of that name; null if there is none.
template <class Part>
const PartInfo<Part>* find_part(std::span<const PartInfo<Part>> parts, std::string_view name) {
  for (const PartInfo<Part>& part : parts) {
    if (part.name == name) return &part;
  }
  return nullptr;
}

/// A policy by the names of its parts: a value that can be written, read and compared.
struct PolicySpec {
  std::string name;
  std::string ordering;
  bool blocking = true;  ///< give up the pass when the first in order can't be placed
  std::string path_finder;
  std::string allocator;
  Parameters parameters;
};

/// The policies of the paper and its ablations (MODEL.md section 7, named policies).
std::span<const PolicySpec> named_policies();

/// A policy ready to decide. One thread at a time may use it.
struct Policy {
  std::unique_ptr<Ordering> ordering;
  bool blocking = true;
  std::unique_ptr<PathFinder> path_finder;
  std::unique_ptr<Allocator> allocator;
};

/// All parameters that the parts of a policy have. Its part names must exist.
std::vector<ParameterInfo> parameters_of(const PolicySpec& spec);

/// Most regions that the policy can serve; 0: any number. Its part names must exist.
int max_regions_of(const PolicySpec& spec);

/// Builds a policy. Throws std::invalid_argument if a part of that name does not exist.
Policy make_policy(const PolicySpec& spec);

}  // namespace bacelab
