#pragma once

#include <cstddef>
#include <vector>

#include "experiments/box/world_set.hpp"

namespace bacelab {

/// Numbers of policies that don't run, ascending.
using LeftOut = std::vector<std::size_t>;

/// Adjacent worlds to compute, under all policies but some.
struct Work {
  WorldRange worlds;
  LeftOut left_out = {};

  bool operator==(const Work&) const = default;
};

}  // namespace bacelab
