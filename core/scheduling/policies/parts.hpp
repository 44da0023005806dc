#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "core/registry.hpp"
#include "core/scheduling/allocators.hpp"
#include "core/scheduling/orderings.hpp"
#include "core/scheduling/parameters.hpp"
#include "core/scheduling/path_finders/path_finder.hpp"

namespace bacelab {

/// One option for a part of a policy. A new one is a class and a line in parts.cpp.
template <class Part>
struct PartInfo {
  std::string_view name;
  std::string_view description;
  std::unique_ptr<Part> (*make)(const Parameters&);
  std::span<const ParameterInfo> parameters = {};
  int max_regions = 0;  ///< largest number of regions that it can serve; 0: any
};

Registry<PartInfo<Ordering>> orderings();
Registry<PartInfo<PathFinder>> path_finders();
Registry<PartInfo<Allocator>> allocators();

}  // namespace bacelab
