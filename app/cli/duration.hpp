#pragma once

#include <string>

namespace bacelab {

/// Seconds from "90s", "50m", "1h30m", "2d", or, as Slurm writes it, from "[hours:]minutes:seconds"
/// and "days-hours[:minutes[:seconds]]"; a bare number is minutes, as with Slurm. Throws
/// InputError, naming `option`, for anything else, for no time at all, and from 10^9 s on.
double parse_duration(const std::string& option, const std::string& text);

}  // namespace bacelab
