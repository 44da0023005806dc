#include "core/scheduling/system_state.hpp"

#include <algorithm>

namespace bacelab {

double network_utilisation(double total_demand, double total_capacity) {
  if (total_demand <= 0.0) return 0.0;
  return total_capacity > 0.0 ? std::min(1.0, total_demand / total_capacity) : 1.0;
}

}  // namespace bacelab
