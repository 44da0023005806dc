#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "core/scheduling/allocator.hpp"
#include "core/scheduling/ordering.hpp"
#include "core/scheduling/parameters.hpp"
#include "core/scheduling/path_finder.hpp"

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

}  // namespace bacelab
