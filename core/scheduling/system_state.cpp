#include "core/scheduling/system_state.hpp"

#include <algorithm>
#include <numeric>

namespace bacelab {

double network_utilisation(const Table<LinkIndex, double>& demand,
                           const Table<LinkIndex, double>& capacity) {
  const double demanded = std::accumulate(demand.begin(), demand.end(), 0.0);
  if (demanded <= 0.0) return 0.0;
  const double available = std::accumulate(capacity.begin(), capacity.end(), 0.0);
  return available > 0.0 ? std::min(1.0, demanded / available) : 1.0;
}

}  // namespace bacelab
