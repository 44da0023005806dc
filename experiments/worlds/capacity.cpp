#include "experiments/worlds/capacity.hpp"

#include <cmath>
#include <memory>
#include <utility>

namespace bacelab {
namespace {

class CapacitySource final : public SeriesSource {
 public:
  CapacitySource(int gpus, int left, std::unique_ptr<Modulation> outages, double horizon_s)
      : gpus_(gpus), left_(left), outages_(std::move(outages)), horizon_s_(horizon_s) {}

  bool extend(std::vector<double>& times_s, std::vector<double>& values) override {
    if (!times_s.empty() && now_s_ >= horizon_s_) return false;
    const Modulation::Piece piece = outages_->next();
    times_s.push_back(now_s_);
    values.push_back(piece.factor < 1.0 ? left_ : gpus_);
    now_s_ = piece.until_s;
    return true;
  }

 private:
  double gpus_;
  double left_;
  std::unique_ptr<Modulation> outages_;
  double horizon_s_;
  double now_s_ = 0.0;
};

}  // namespace

int gpus_in_outage(int gpus, const OutageChain& outages) {
  return static_cast<int>(std::floor(gpus * outages.remaining() * (1.0 + 1e-12)));
}

Series capacity_series(int gpus, const OutageChain& outages, const ModulationOwner& owner,
                       double horizon_s) {
  const int left = gpus_in_outage(gpus, outages);
  return Series(std::make_unique<CapacitySource>(gpus, left, outages.make(owner), horizon_s));
}

Moments capacity_moments(int gpus, const OutageChain& outages) {
  return two_values(gpus, gpus_in_outage(gpus, outages), outages.share());
}

}  // namespace bacelab
