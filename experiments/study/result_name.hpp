#pragma once

#include <string>
#include <string_view>

#include "experiments/config/section.hpp"

namespace bacelab {

/// Throws InputError, in the name of `key`, if a results file can't hold something of that name.
void require_result_name(const ConfigSection& section, std::string_view key,
                         const std::string& name);

}  // namespace bacelab
