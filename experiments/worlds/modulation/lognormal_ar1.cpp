#include "experiments/worlds/modulation/lognormal_ar1.hpp"

#include <cmath>
#include <string>

namespace bacelab {
namespace {

class Ar1Pieces final : public Modulation {
 public:
  Ar1Pieces(const RandomStream& noise, double sigma, double phi, double step_s)
      : noise_(noise),
        sigma_(sigma),
        phi_(phi),
        innovation_(sigma * std::sqrt(1.0 - phi * phi)),
        step_s_(step_s) {}

  Piece next() override {
    const double normal = noise_.normal(step_);
    z_ = step_ == 0 ? sigma_ * normal : phi_ * z_ + innovation_ * normal;
    ++step_;
    return {std::exp(z_ - 0.5 * sigma_ * sigma_), step_ * step_s_};
  }

 private:
  RandomStream noise_;
  double sigma_;
  double phi_;
  double innovation_;
  double step_s_;
  double z_ = 0.0;
  std::uint32_t step_ = 0;
};

}  // namespace

LognormalAr1::LognormalAr1(double sigma, double correlation_s, double step_s)
    : sigma_(sigma), phi_(std::exp(-step_s / correlation_s)), step_s_(step_s) {}

std::shared_ptr<const ModulationModel> LognormalAr1::read(const ConfigSection& section) {
  const double sigma = section.number("sigma", 0.0, Bounds::non_negative(),
                                      "Standard deviation of the logarithm; 0: no fluctuation");
  const double correlation = section.number("correlation_hours", 3.0, Bounds::positive().in("h"),
                                            "Time after which the correlation has fallen to 1/e");
  const double step =
      section.number("step_hours", 1.0, Bounds::positive().in("h"), "Time between two values");
  if (sigma == 0.0) return nullptr;
  return std::make_shared<LognormalAr1>(sigma, correlation * 3600.0, step * 3600.0);
}

std::unique_ptr<Modulation> LognormalAr1::make(const ModulationOwner& owner) const {
  const RandomStream noise(owner.world, std::string(owner.purpose) + ".ar1", owner.name);
  return std::make_unique<Ar1Pieces>(noise, sigma_, phi_, step_s_);
}

}  // namespace bacelab
