#pragma once

#include <string>
#include <vector>

#include "experiments/study/study_reader.hpp"

namespace bacelab {

/// What the rule `redraw_world` does to the capacity of the worlds.
[[nodiscard]] std::vector<std::string> capacity_lines(const RegionsModel& regions);

/// The load that the jobs of the study's first world offer, where they arrive at a steady rate.
[[nodiscard]] std::vector<std::string> load_lines(const Study& study);

}  // namespace bacelab
