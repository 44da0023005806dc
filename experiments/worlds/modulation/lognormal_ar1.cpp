#include "experiments/worlds/modulation/lognormal_ar1.hpp"

#include <cmath>
#include <optional>
#include <string>
#include <utility>

namespace bacelab {
namespace {

/// The normal numbers of an owner.
class Innovations {
 public:
  Innovations(const ModulationOwner& owner, double rho)
      : own_(owner.world, std::string(owner.purpose) + ".ar1", owner.name),
        common_weight_(std::sqrt(rho)),
        own_weight_(std::sqrt(1.0 - rho)) {
    if (rho > 0.0) common_.emplace(owner.world, std::string(owner.purpose) + ".ar1.common");
  }

  [[nodiscard]] double normal(std::uint32_t step) const {
    const double own = own_.normal(step);
    return common_ ? common_weight_ * common_->normal(step) + own_weight_ * own : own;
  }

 private:
  RandomStream own_;
  std::optional<RandomStream> common_;
  double common_weight_;
  double own_weight_;
};

class Ar1Pieces final : public Modulation {
 public:
  Ar1Pieces(Innovations innovations, double sigma, double phi, double step_s)
      : innovations_(std::move(innovations)),
        sigma_(sigma),
        phi_(phi),
        innovation_(sigma * std::sqrt(1.0 - phi * phi)),
        step_s_(step_s) {}

  Piece next() override {
    const double normal = innovations_.normal(step_);
    z_ = step_ == 0 ? sigma_ * normal : phi_ * z_ + innovation_ * normal;
    ++step_;
    return {std::exp(z_ - 0.5 * sigma_ * sigma_), step_ * step_s_};
  }

 private:
  Innovations innovations_;
  double sigma_;
  double phi_;
  double innovation_;
  double step_s_;
  double z_ = 0.0;
  std::uint32_t step_ = 0;
};

struct Keys {
  double sigma;
  double correlation_s;
  double step_s;
};

Keys read_keys(const ConfigSection& section, double correlation_hours) {
  const double sigma = section.number("sigma", 0.0, Bounds::non_negative(),
                                      "Standard deviation of the logarithm; 0: no fluctuation");
  const double correlation =
      section.number("correlation_hours", correlation_hours, Bounds::positive().in("h"),
                     "Time after which the correlation has fallen to 1/e");
  const double step =
      section.number("step_hours", 1.0, Bounds::positive().in("h"), "Time between two values");
  return {sigma, correlation * 3600.0, step * 3600.0};
}

}  // namespace

LognormalAr1::LognormalAr1(double sigma, double correlation_s, double step_s, double rho)
    : sigma_(sigma), phi_(std::exp(-step_s / correlation_s)), step_s_(step_s), rho_(rho) {}

std::shared_ptr<const ModulationModel> LognormalAr1::read(const ConfigSection& section) {
  const Keys keys = read_keys(section, 3.0);
  if (keys.sigma == 0.0) return nullptr;
  return std::make_shared<LognormalAr1>(keys.sigma, keys.correlation_s, keys.step_s);
}

std::shared_ptr<const ModulationModel> LognormalAr1::read_correlated(const ConfigSection& section) {
  const Keys keys = read_keys(section, 10.0);
  const double rho = section.number("region_correlation", 0.5, Bounds::fraction(),
                                    "Correlation of the logarithms between any two regions");
  if (keys.sigma == 0.0) return nullptr;
  return std::make_shared<LognormalAr1>(keys.sigma, keys.correlation_s, keys.step_s, rho);
}

std::unique_ptr<Modulation> LognormalAr1::make(const ModulationOwner& owner) const {
  return std::make_unique<Ar1Pieces>(Innovations(owner, rho_), sigma_, phi_, step_s_);
}

Moments LognormalAr1::moments(const ModulationOwner&) const {
  return {1.0, std::expm1(sigma_ * sigma_)};
}

}  // namespace bacelab
