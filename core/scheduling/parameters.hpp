#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/contract.hpp"

namespace bacelab {

/// A tunable number of a part of a policy.
struct ParameterInfo {
  std::string_view name;
  double fallback;  ///< value unless given
  double low;       ///< smallest allowed
  double high;      ///< largest allowed
  std::string_view description;
};

/// Values of parameters by name; missing ones have their fallback.
using Parameters = std::map<std::string, double, std::less<>>;

/// The value of one parameter, which must be allowed.
inline double value_of(const ParameterInfo& parameter, const Parameters& given) {
  const auto found = given.find(parameter.name);
  const double value = found == given.end() ? parameter.fallback : found->second;
  BACELAB_EXPECTS(parameter.low <= value && value <= parameter.high);
  return value;
}

}  // namespace bacelab
