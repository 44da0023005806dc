#pragma once

#include <optional>
#include <string>
#include <vector>

namespace bacelab {

/// A region as a study describes it: what is the same in every world.
struct RegionModel {
  std::string name;
  double pue = 1.0;
  double utc_offset_hours = 0.0;
  std::optional<int> gpus;  ///< none: drawn
};

}  // namespace bacelab
