#include "experiments/worlds/process/observation.hpp"

#include <memory>
#include <utility>

#include "experiments/arithmetic/elementary.hpp"

namespace bacelab {
namespace {

class ObservedSource final : public SeriesSource {
 public:
  ObservedSource(Series truth, const RandomStream& noise, double delay_s, double sigma)
      : truth_(std::move(truth)), noise_(noise), delay_s_(delay_s), sigma_(sigma) {}

  bool extend(std::vector<double>& times_s, std::vector<double>& values) override {
    if (!truth_.has(next_)) return false;
    times_s.push_back(next_ == 0 ? 0.0 : truth_.time(next_) + delay_s_);
    values.push_back(truth_.value(next_) * factor(next_));
    ++next_;
    return true;
  }

 private:
  [[nodiscard]] double factor(std::uint32_t position) const {
    if (sigma_ == 0.0) return 1.0;
    return arithmetic::exp(sigma_ * noise_.normal(position) - 0.5 * sigma_ * sigma_);
  }

  Series truth_;
  RandomStream noise_;
  double delay_s_;
  double sigma_;
  std::uint32_t next_ = 0;
};

}  // namespace

Observation Observation::read(const ConfigSection& section) {
  const double delay = section.number("delay_minutes", 0.0, Bounds::non_negative().in("min"),
                                      "Delay after which a change is seen; 0: at once");
  const double sigma =
      section.number("noise_sigma", 0.0, Bounds::non_negative(),
                     "Standard deviation of the logarithm of the observation error; 0: no error");
  return {60.0 * delay, sigma};
}

Series Observation::seen(Series truth, const RandomStream& noise) const {
  return Series(std::make_unique<ObservedSource>(std::move(truth), noise, delay_s_, sigma_));
}

}  // namespace bacelab
