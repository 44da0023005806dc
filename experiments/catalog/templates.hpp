#pragma once

#include <span>

#include "core/workload/template.hpp"

namespace bacelab {

/// The models that studies may name without describing them; micro-batches and recomputation are
/// the study's business and stand at their defaults.
std::span<const Template> template_catalog();

}  // namespace bacelab
