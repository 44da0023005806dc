#pragma once

#include <array>
#include <string>
#include <string_view>

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

/// What a policy of parts is described by, beside its parameters: none of them has such a name.
inline constexpr std::array<std::string_view, 4> policy_keys = {"ordering", "blocking",
                                                                "path_finder", "allocator"};

}  // namespace bacelab
