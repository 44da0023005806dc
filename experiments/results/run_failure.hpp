#pragma once

#include <cstddef>
#include <string>

namespace bacelab {

/// A run that ended with an error.
struct RunFailure {
  std::size_t point = 0;
  std::size_t replication = 0;
  std::string policy;  ///< empty: the world could not be drawn
  std::string message;
};

}  // namespace bacelab
