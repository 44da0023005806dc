#pragma once

#include <pybind11/pybind11.h>

#include <vector>

#include "core/scheduling/whole_policy.hpp"
#include "python_host/state_of_python.hpp"

namespace bacelab {

/// What decide() returned. Throws RuleBroken unless it is None or a list of (job, path, stages)
/// with jobs that are pending, regions that exist and whole numbers. Needs the interpreter's lock.
void read_decisions(pybind11::handle returned, const Situation& situation,
                    const StateOfPython& state, std::vector<Decision>& decisions);

}  // namespace bacelab
