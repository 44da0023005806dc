#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>

#include "app/policies/trial.hpp"

namespace bacelab {

/// Has the policy done what every policy must: broken no rule, served every job, and done the same
/// again?
bool has_passed(const Trial& trial);

/// Writes what a policy did in lines of at most `width` characters.
void write_trial(std::ostream& out, const std::string& policy, const Trial& trial,
                 std::size_t width);

}  // namespace bacelab
