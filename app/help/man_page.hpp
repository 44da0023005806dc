#pragma once

#include <string>

#include "app/help/outline.hpp"

namespace bacelab {

/// "bacelab-import-jobs" for " import jobs", "bacelab" for the program.
std::string name_of_page(const CommandOutline& command);

/// The manual page (section 1) of a command, or of the program, for man or groff -man. `version` is
/// that of the program.
std::string man_page(const CommandOutline& command, const std::string& version);

}  // namespace bacelab
