#pragma once

#include <cstddef>

#include "experiments/config/section.hpp"

namespace bacelab {

/// Reads jobs.count, which some processes need to know beforehand.
inline std::size_t read_job_count(const ConfigSection& root) {
  return static_cast<std::size_t>(
      root.table("jobs", "The jobs").integer("count", 8, Bounds::between(1, 1e8), "Jobs of a run"));
}

}  // namespace bacelab
