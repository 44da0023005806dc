#pragma once

#include <string>
#include <vector>

#include "experiments/box/description.hpp"

namespace bacelab {

/// Plugins as a JSON list on one line, which is how a results file keeps them in one attribute.
std::string plugin_list(const std::vector<PluginFile>& plugins);

/// What plugin_list() made.
/// \throws std::invalid_argument if the text is none
std::vector<PluginFile> plugin_list_from(const std::string& list);

}  // namespace bacelab
