#include "experiments/worlds/modulation/spikes.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace bacelab {
namespace {

constexpr double seconds_per_hour = 3600.0;
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
    if (rest < load) spike_until_s_ = mean_duration_s * std::log(load / rest);
    next_start_s_ = starts_.exponential(0) / starts_per_s_;
  }

  Piece next() override {
    if (now_s_ >= spike_until_s_) {
      now_s_ = next_start_s_;
      take_start();
      return {0.0, now_s_};
    }
    while (next_start_s_ <= spike_until_s_) take_start();
    now_s_ = spike_until_s_;
    return {height_, now_s_};
  }

 private:
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

double PriceSpikes::share() const { return -std::expm1(-starts_per_s_ * mean_duration_s_); }

double PriceSpikes::base_factor() const {
  return mean_ == Mean::moves ? 1.0 : 1.0 / (1.0 + moments({}).mean);
}

}  // namespace bacelab
