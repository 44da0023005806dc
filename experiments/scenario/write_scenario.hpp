#pragma once

#include <iosfwd>

#include "core/simulation/scenario.hpp"

namespace bacelab {

/// Writes a scenario file (docs/scenario-file.md) that read_scenario turns into the same
/// scenario, number for number. Series are written to their end. All regions must have the same
/// GPU type. Throws InputError for a name that is not UTF-8 and a number that is infinite.
void write_scenario(std::ostream& out, const Scenario& scenario);

}  // namespace bacelab
