#pragma once

#include <vector>

#include "experiments/config/section.hpp"
#include "experiments/worlds/world_model.hpp"

namespace bacelab {

/// The regions of a study, and the table of each, from which other readers take their keys.
struct RegionsReading {
  RegionsModel model;
  std::vector<ConfigSection> sections;
};

/// Reads [regions] and [region.NAME]. Throws InputError.
RegionsReading read_regions(const ConfigSection& root);

}  // namespace bacelab
