#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "core/simulation/scenario.hpp"

namespace bacelab {

/// The schema that a scenario file names, so that a later format can be distinguished.
inline constexpr std::string_view scenario_schema = "bacelab-scenario-1";

/// Reads the text of a scenario file (docs/scenario-file.md). `file_name` is for messages. Throws
/// InputError for anything that is not exactly a scenario, or that no run could start from; the
/// message names the place, as `scenario.json: regions[2].gpus = 0: ...`.
Scenario read_scenario(std::string_view text, const std::string& file_name);

/// Writes a scenario file (docs/scenario-file.md) that read_scenario turns into the same
/// scenario, number for number. Series are written to their end. All regions must have the same
/// GPU type. Throws InputError for a name that is not UTF-8 and a number that is infinite.
void write_scenario(std::ostream& out, const Scenario& scenario);

}  // namespace bacelab
