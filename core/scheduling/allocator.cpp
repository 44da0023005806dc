#include "core/scheduling/allocator.hpp"

namespace bacelab {

bool shorter_path(const Placement& candidate, const Placement& best) {
  if (candidate.path.size() != best.path.size()) return candidate.path.size() < best.path.size();
  return candidate.path < best.path;
}

}  // namespace bacelab
