#pragma once

#include <string>

#include "core/scheduling/parameters.hpp"

namespace bacelab {

/// A policy by the names of its parts (parts.hpp), or of a whole policy: a value that can be
/// written, read and compared.
struct PolicySpec {
  std::string name;
  std::string ordering;
  bool blocking = true;  ///< end the pass when the first job in order can't be placed
  std::string path_finder;
  std::string allocator;
  Parameters parameters;
  std::string whole = {};  ///< instead of the parts, if not empty
};

}  // namespace bacelab
