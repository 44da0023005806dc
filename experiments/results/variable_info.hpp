#pragma once

#include <string>

namespace bacelab {

/// What a variable of a results file is, for people and for programs.
struct VariableInfo {
  std::string name;
  std::string units;  ///< as in CF: "s", "USD", "1" for pure numbers
  std::string long_name;
  std::string description;

  bool operator==(const VariableInfo&) const = default;
};

}  // namespace bacelab
