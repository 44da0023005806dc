#pragma once

#include "core/index.hpp"

namespace bacelab {

/// Stages of a job in one region of its path.
struct PathStep {
  RegionIndex region;
  int stages = 0;
};

}  // namespace bacelab
