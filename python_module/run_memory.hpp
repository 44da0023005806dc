#pragma once

#include <pybind11/pybind11.h>

#include "core/simulation/scenario.hpp"
#include "core/simulation/simulator.hpp"

namespace bacelab {

/// What a policy is shown arrays of. It lives as long as anything of Python refers to `owner`, as
/// those arrays do, so that one that somebody has kept can be looked at after the run.
struct RunMemory {
  Scenario scenario;
  Simulator simulator;

  /// Memory with its owner. Needs the interpreter's lock.
  static RunMemory& make(Scenario scenario, pybind11::object& owner) {
    auto* const memory = new RunMemory{std::move(scenario), {}};
    owner =
        pybind11::capsule(memory, [](void* pointer) { delete static_cast<RunMemory*>(pointer); });
    return *memory;
  }
};

}  // namespace bacelab
