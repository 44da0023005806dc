#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>

#include "experiments/text/section.hpp"

namespace bacelab {

/// The points of a design that belong together, in the order of the points: its scrambles or
/// trajectories, all of the same size.
struct PointGroups {
  std::string_view name = {};  ///< "scrambles"
  std::size_t points = 0;      ///< of each; 0 if the design has no groups
};

/// The number of successive points that share their worlds, if all points do.
inline constexpr std::size_t any_number_of_points = std::numeric_limits<std::size_t>::max();

/// Reads common_random_numbers of the table [study], which by default is true, or, if there are
/// groups, within them: how many successive points, from the first one on, share their worlds.
/// Throws InputError, also if the key names groups that the design does not have.
[[nodiscard]] std::size_t read_points_sharing_worlds(const ConfigSection& study,
                                                     const PointGroups& groups);

}  // namespace bacelab
