#include "experiments/worlds/arrivals/batch.hpp"

namespace bacelab {

std::shared_ptr<const ArrivalProcess> BatchArrivals::make(const ConfigSection&) {
  return std::make_shared<BatchArrivals>();
}

std::vector<double> BatchArrivals::times(const ArrivalContext&, std::size_t jobs) const {
  return std::vector<double>(jobs, 0.0);
}

}  // namespace bacelab
