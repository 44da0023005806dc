#pragma once

#include <string>
#include <vector>

#include "app/cli/options.hpp"

namespace bacelab {

/// The study with a setting more, if there are plugins, that has its `plugins.files` name them too;
/// one that it names already changes nothing. `text`: of the study's file. Throws InputError, also
/// for a plugin that can't be loaded.
StudyOptions with_plugins(const std::string& text, StudyOptions options,
                          const std::vector<std::string>& plugins);

}  // namespace bacelab
