#pragma once

#include <string_view>

namespace bacelab {

/// What a scenario file says it is, so that a later format can be told from this one.
inline constexpr std::string_view scenario_schema = "bacelab-scenario-1";

}  // namespace bacelab
