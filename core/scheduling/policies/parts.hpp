#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string_view>

#include "core/registry.hpp"
#include "core/scheduling/allocators.hpp"
#include "core/scheduling/orderings.hpp"
#include "core/scheduling/parameters.hpp"
#include "core/scheduling/path_finders/path_finder.hpp"
#include "core/scheduling/whole_policy.hpp"

namespace bacelab {

/// Which threads may run what a plugin adds.
enum class PartThreads {
  any,  ///< each with an object of its own
  one   ///< one of the process at a time: another waits
};

/// One option for a part of a policy, or a whole one. A new one is a class and a line in parts.cpp,
/// or in a plugin.
template <class Part>
struct PartInfo {
  std::string_view name;
  std::string_view description;
  std::function<std::unique_ptr<Part>(const Parameters&)> make;
  std::span<const ParameterInfo> parameters = {};
  int max_regions = 0;  ///< largest number of regions that it can serve; 0: any
  // What the catalog sets.
  bool is_checked = false;         ///< is what it decides checked against the rules? A plugin's is
  bool is_for_one_thread = false;  ///< PartThreads::one
};

// The program's own.

Registry<PartInfo<Ordering>> orderings();
Registry<PartInfo<PathFinder>> path_finders();
Registry<PartInfo<Allocator>> allocators();

}  // namespace bacelab
