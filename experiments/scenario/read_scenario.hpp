#pragma once

#include <string>
#include <string_view>

#include "core/simulation/scenario.hpp"

namespace bacelab {

/// Reads the text of a scenario file (docs/scenario-file.md). `file_name` stands in messages.
/// Throws InputError for anything that is not exactly a scenario, or that no run could start
/// from; the message names the place, as `scenario.json: regions[2].gpus = 0: ...`.
Scenario read_scenario(std::string_view text, const std::string& file_name);

}  // namespace bacelab
