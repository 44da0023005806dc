#pragma once

#include <string>
#include <vector>

#include "app/cli/options.hpp"

namespace bacelab {

/// The study with these plugins besides its own, as if its `plugins.files` named them too; one that
/// it names already changes nothing. `text`: of the study's file. Throws InputError, also for a
/// plugin that can't be loaded.
StudyFile read_with_plugins(const std::string& text, const StudyOptions& options,
                            const std::vector<std::string>& plugins);

}  // namespace bacelab
