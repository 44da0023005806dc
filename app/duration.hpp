#pragma once

#include <string>

namespace bacelab {

inline constexpr double seconds_per_hour = 3600.0;

/// Seconds from "90s", "50m", "1h30m", "2d", or "[[hours:]minutes:]seconds" as Slurm writes it; a
/// bare number is minutes, as with Slurm. Throws InputError, naming `option`, for anything else and
/// for no time at all.
double parse_duration(const std::string& option, const std::string& text);

}  // namespace bacelab
