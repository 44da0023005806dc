#include "experiments/worlds/modulation/modulation.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "experiments/worlds/modulation/by_hour.hpp"
#include "experiments/worlds/modulation/outage_chain.hpp"
#include "experiments/worlds/modulation/random_factors.hpp"

namespace bacelab {
namespace {

using Model = std::shared_ptr<const ModulationModel>;

/// Reads a modulation that asks for nothing but its own keys.
template <auto read>
Model by_keys(const ModulationRequest& request) {
  return read(request.section);
}

Model read_replay(const ModulationRequest& request) {
  return HourlyReplay::read(request.section, request.regions, request.horizon_s);
}

constexpr auto all_modulations = std::to_array<ModulationInfo>({
    {"network.fluctuation", "Bandwidths that fluctuate: a lognormal AR(1) of mean 1",
     by_keys<LognormalAr1::read>},
    {"network.daily", "Bandwidths that follow the hour of the day",
     by_keys<DailyCurve::read_bandwidth>},
    {"network.outages", "Drops of bandwidth, independent for each link",
     by_keys<OutageChain::read>},
    {"price.daily", "Prices that follow the hour of the day", by_keys<DailyCurve::read_price>},
    {"price.fluctuation", "Prices that fluctuate: a lognormal AR(1) of mean 1",
     by_keys<LognormalAr1::read_correlated>},
    {"price.spikes", "Short periods of high prices", by_keys<PriceSpikes::read>},
    {"price.replay", "Recorded prices, hour by hour, from a file", read_replay},
});

/// Merges the pieces of several modulations.
class ModulatedSource final : public SeriesSource {
 public:
  ModulatedSource(double base, const ModulationModels& models, const ModulationOwner& owner,
                  double horizon_s)
      : base_(base), horizon_s_(horizon_s) {
    for (const auto& model : models) {
      effects_.push_back(model->effect());
      modulations_.push_back(model->make(owner));
      pieces_.push_back(modulations_.back()->next());
    }
    only_ = models.size() == 1 && effects_.front() != ModulationModel::Effect::adds;
  }

  bool extend(std::vector<double>& times_s, std::vector<double>& values) override {
    if (!times_s.empty() && now_s_ >= horizon_s_) return false;
    const std::size_t first = times_s.size();
    times_s.resize(first + breakpoints_at_once);
    values.resize(first + breakpoints_at_once);
    std::size_t end = first;
    do {
      times_s[end] = now_s_;
      values[end] = value();
      step();
      ++end;
    } while (end < times_s.size() && now_s_ < horizon_s_);
    times_s.resize(end);
    values.resize(end);
    return true;
  }

 private:
  static constexpr std::size_t breakpoints_at_once = Modulation::pieces_at_once;

  [[nodiscard]] double value() const {
    if (only_) return base_ * pieces_.front().factor + base_ * 0.0;
    double product = base_;
    double added = 0.0;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (effects_[i] == ModulationModel::Effect::adds) {
        added += pieces_[i].factor;
      } else {
        product *= pieces_[i].factor;
      }
    }
    return product + base_ * added;
  }

  void step() {
    if (only_) {
      now_s_ = std::min(horizon_s_, pieces_.front().until_s);
      while (pieces_.front().until_s <= now_s_) pieces_.front() = modulations_.front()->next();
      return;
    }
    now_s_ = horizon_s_;
    for (const Modulation::Piece& piece : pieces_) now_s_ = std::min(now_s_, piece.until_s);
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      while (pieces_[i].until_s <= now_s_) pieces_[i] = modulations_[i]->next();
    }
  }

  double base_;
  double horizon_s_;
  double now_s_ = 0.0;
  bool only_;  // one modulation, which multiplies, as most series have
  std::vector<ModulationModel::Effect> effects_;
  std::vector<std::unique_ptr<Modulation>> modulations_;
  std::vector<Modulation::Piece> pieces_;
};

}  // namespace

Registry<ModulationInfo> modulations() {
  static constexpr Registry registry(all_modulations);
  return registry;
}

Series modulated_series(double base, const ModulationModels& models, const ModulationOwner& owner,
                        double horizon_s) {
  if (models.empty()) return Series(base);
  return Series(std::make_unique<ModulatedSource>(base, models, owner, horizon_s));
}

Moments modulated_moments(double base, const ModulationModels& models,
                          const ModulationOwner& owner) {
  Moments factor = {1.0, 0.0};
  Moments added;
  for (const auto& model : models) {
    if (model->effect() == ModulationModel::Effect::adds) {
      added = sum(added, model->moments(owner));
    } else {
      factor = product(factor, model->moments(owner));
    }
  }
  return scaled(sum(factor, added), base);
}

}  // namespace bacelab
