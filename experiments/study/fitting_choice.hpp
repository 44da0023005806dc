#pragma once

#include <string>
#include <vector>

#include "experiments/text/document.hpp"

namespace bacelab {

/// The choices with which a study has a key that it does not have as it is: `network.bandwidth =
/// "matrix"`, `arrivals.process = "poisson" or "diurnal"`. `known`: the keys that it has. Of
/// several keys that could be chosen otherwise, the one that stands nearest to the key. Empty if
/// there is none.
std::string fitting_choice(const ConfigDocument& study, const config::KeyPath& key,
                           const std::vector<ConfigOption>& known);

}  // namespace bacelab
