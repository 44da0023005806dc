#include "experiments/worlds/modulation/random_factors.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "experiments/arithmetic/elementary.hpp"
#include "experiments/text/words.hpp"

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

  /// Those of the steps from `first` on. At most as many as a modulation makes at a time.
  void normals(std::uint32_t first, std::span<double> numbers) {
    own_.normals(first, numbers);
    if (!common_) return;
    const std::span<double> common = std::span(common_numbers_).first(numbers.size());
    common_->normals(first, common);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      numbers[i] = common_weight_ * common[i] + own_weight_ * numbers[i];
    }
  }

 private:
  RandomStream own_;
  std::optional<RandomStream> common_;
  std::array<double, Modulation::pieces_at_once> common_numbers_ = {};
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

 private:
  std::size_t make(std::span<Piece> pieces) override {
    const std::span<double> values = std::span(values_).first(pieces.size());
    innovations_.normals(step_, values);
    for (double& value : values) {
      z_ = step_ == 0 ? sigma_ * value : phi_ * z_ + innovation_ * value;
      value = z_ - 0.5 * sigma_ * sigma_;
      ++step_;
    }
    arithmetic::exp(values);
    const auto first = step_ - static_cast<std::uint32_t>(pieces.size());
    for (std::uint32_t i = 0; i < pieces.size(); ++i) {
      pieces[i] = {values[i], (first + i + 1) * step_s_};
    }
    return pieces.size();
  }

  Innovations innovations_;
  double sigma_;
  double phi_;
  double innovation_;
  double step_s_;
  double z_ = 0.0;
  std::uint32_t step_ = 0;
  std::array<double, pieces_at_once> values_ = {};
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
    : sigma_(sigma), phi_(arithmetic::exp(-step_s / correlation_s)), step_s_(step_s), rho_(rho) {}

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
  return {1.0, arithmetic::expm1(sigma_ * sigma_)};
}

namespace {

constexpr double hours_per_year = 8760.0;

class SpikePieces final : public Modulation {
 public:
  /// Position i of `starts` is the time before start i, position i + 1 of `durations` how long it
  /// lasts; position 0 is the spike at time 0.
  SpikePieces(const RandomStream& starts, const RandomStream& durations, double starts_per_s,
              double mean_duration_s, double height)
      : starts_(starts),
        durations_(durations),
        starts_per_s_(starts_per_s),
        mean_duration_s_(mean_duration_s),
        height_(height) {
    const double load = starts_per_s * mean_duration_s;
    const double rest = durations_.exponential(0);
    if (rest < load) spike_until_s_ = mean_duration_s * arithmetic::log(load / rest);
    next_start_s_ = starts_.exponential(0) / starts_per_s_;
  }

 private:
  std::size_t make(std::span<Piece> pieces) override {
    if (now_s_ >= spike_until_s_) {
      now_s_ = next_start_s_;
      take_start();
      pieces.front() = {0.0, now_s_};
      return 1;
    }
    while (next_start_s_ <= spike_until_s_) take_start();
    now_s_ = spike_until_s_;
    pieces.front() = {height_, now_s_};
    return 1;
  }

  void take_start() {
    const double duration_s = mean_duration_s_ * durations_.exponential(++taken_);
    spike_until_s_ = std::max(spike_until_s_, next_start_s_ + duration_s);
    next_start_s_ += starts_.exponential(taken_) / starts_per_s_;
  }

  RandomStream starts_;
  RandomStream durations_;
  double starts_per_s_;
  double mean_duration_s_;
  double height_;
  double now_s_ = 0.0;
  double spike_until_s_ = 0.0;
  double next_start_s_ = 0.0;
  std::uint32_t taken_ = 0;
};

}  // namespace

PriceSpikes::PriceSpikes(double starts_per_s, double mean_duration_s, double multiple, Mean mean)
    : starts_per_s_(starts_per_s),
      mean_duration_s_(mean_duration_s),
      multiple_(multiple),
      mean_(mean) {}

std::shared_ptr<const PriceSpikes> PriceSpikes::read(const ConfigSection& section) {
  const double starts = section.number("starts_per_year", 0.0, Bounds::non_negative(),
                                       "Spikes per region that start in 8,760 hours; 0: none");
  const double hours =
      section.number("mean_hours", 3.0, Bounds::positive().in("h"), "Mean duration of a spike");
  const double multiple =
      section.number("multiple", 4.0, Bounds::any(),
                     "Mean price in a spike as a multiple of the base; below 0: prices "
                     "turn negative");
  const bool keep_mean =
      section.boolean("keep_mean", false, "Lower the base so that the mean price is unchanged");
  if (starts == 0.0) return nullptr;
  if (starts * hours > hours_per_year) {
    section.fail("starts_per_year", "the spikes overlap most of the time",
                 "starts_per_year * mean_hours at most 8760");
  }
  const auto spikes = std::make_shared<PriceSpikes>(starts / (hours_per_year * seconds_per_hour),
                                                    hours * seconds_per_hour, multiple,
                                                    keep_mean ? Mean::stays : Mean::moves);
  if (keep_mean && 1.0 + spikes->moments({}).mean <= 0.0) {
    section.fail("keep_mean", "no base has its own mean with spikes so deep and frequent",
                 "a multiple nearer to 1, fewer or shorter spikes, or keep_mean = false");
  }
  return spikes;
}

std::unique_ptr<Modulation> PriceSpikes::make(const ModulationOwner& owner) const {
  const std::string purpose = std::string(owner.purpose) + ".spikes";
  return std::make_unique<SpikePieces>(
      RandomStream(owner.world, purpose, owner.name),
      RandomStream(owner.world, purpose + ".durations", owner.name), starts_per_s_,
      mean_duration_s_, multiple_ - 1.0);
}

Moments PriceSpikes::moments(const ModulationOwner&) const {
  return two_values(0.0, multiple_ - 1.0, share());
}

double PriceSpikes::share() const { return -arithmetic::expm1(-starts_per_s_ * mean_duration_s_); }

double PriceSpikes::base_factor() const {
  return mean_ == Mean::moves ? 1.0 : 1.0 / (1.0 + moments({}).mean);
}

}  // namespace bacelab
