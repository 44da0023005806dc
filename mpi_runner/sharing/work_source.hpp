#pragma once

#include "mpi_runner/sharing/world_set.hpp"

namespace bacelab {

/// Where ranks get worlds to compute.
class WorkSource {
 public:
  virtual ~WorkSource() = default;
  /// Whether there will be no more worlds.
  [[nodiscard]] virtual bool empty() const = 0;
  /// The next block; of no worlds when all are handed out.
  virtual WorldRange take() = 0;
  /// Hands out nothing more.
  virtual void close() = 0;
};

}  // namespace bacelab
