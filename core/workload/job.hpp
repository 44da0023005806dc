#pragma once

#include <cstdint>

#include "core/index.hpp"

namespace bacelab {

/// One training job (MODEL.md section 2).
struct Job {
  std::int64_t id = 0;
  TemplateIndex model;
  double arrival_s = 0.0;
  double iterations = 0.0;  ///< N_j > 0, a real number
};

}  // namespace bacelab
