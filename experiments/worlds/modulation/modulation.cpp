#include "experiments/worlds/modulation/modulation.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "experiments/worlds/modulation/by_hour.hpp"
#include "experiments/worlds/modulation/hourly_replay.hpp"
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

/// The base times the pieces of one modulation, which is what most series are.
class MultipliedSource final : public SeriesSource {
 public:
  MultipliedSource(double base, std::unique_ptr<Modulation> modulation, double horizon_s)
      : base_(base), horizon_s_(horizon_s), modulation_(std::move(modulation)) {}

  bool extend(std::vector<double>& times_s, std::vector<double>& values) override {
    if (!times_s.empty() && now_s_ >= horizon_s_) return false;
    const std::span<const Modulation::Piece> pieces = modulation_->ahead();
    const std::size_t first = times_s.size();
    times_s.resize(first + pieces.size());
    values.resize(first + pieces.size());
    std::size_t passed = 0;
    std::size_t known = first;
    do {
      const Modulation::Piece& piece = pieces[passed++];
      if (piece.until_s <= now_s_) continue;  // too short to be anywhere
      times_s[known] = now_s_;
      values[known++] = base_ * piece.factor;
      now_s_ = std::min(horizon_s_, piece.until_s);
    } while (passed < pieces.size() && now_s_ < horizon_s_);
    modulation_->skip(passed);
    times_s.resize(known);
    values.resize(known);
    return known > first || extend(times_s, values);
  }

 private:
  double base_;
  double horizon_s_;
  double now_s_ = 0.0;
  std::unique_ptr<Modulation> modulation_;
};

/// Merges the pieces of several modulations.
class ModulatedSource final : public SeriesSource {
 public:
  ModulatedSource(double base, const ModulationModels& models, const ModulationOwner& owner,
                  double horizon_s)
      : base_(base), horizon_s_(horizon_s), parts_(models.size()) {
    for (std::size_t i = 0; i < models.size(); ++i) {
      parts_[i].adds = models[i]->effect() == ModulationModel::Effect::adds;
      parts_[i].modulation = models[i]->make(owner);
    }
  }

  bool extend(std::vector<double>& times_s, std::vector<double>& values) override {
    if (!times_s.empty() && now_s_ >= horizon_s_) return false;
    const std::size_t first = times_s.size();
    times_s.resize(first + breakpoints_at_once);
    values.resize(first + breakpoints_at_once);
    double* time = times_s.data() + first;
    double* value = values.data() + first;
    double* const end = times_s.data() + times_s.size();
    double now_s = now_s_;
    do {
      *time++ = now_s;
      *value++ = at(now_s);
    } while (time != end && now_s < horizon_s_);
    now_s_ = now_s;
    times_s.resize(static_cast<std::size_t>(time - times_s.data()));
    values.resize(times_s.size());
    return true;
  }

 private:
  static constexpr std::size_t breakpoints_at_once = Modulation::pieces_at_once;

  struct Part {
    bool adds = false;
    std::unique_ptr<Modulation> modulation;
    Modulation::Piece piece = {0.0, 0.0};  // over before the first
  };

  /// The value at a breakpoint, which then is the next one.
  double at(double& now_s) {
    double product = base_;
    double added = 0.0;
    double until_s = horizon_s_;
    for (Part& part : parts_) {
      while (part.piece.until_s <= now_s) part.piece = part.modulation->next();
      if (part.adds) {
        added += part.piece.factor;
      } else {
        product *= part.piece.factor;
      }
      until_s = std::min(until_s, part.piece.until_s);
    }
    now_s = until_s;
    return product + base_ * added;
  }

  double base_;
  double horizon_s_;
  double now_s_ = 0.0;
  std::vector<Part> parts_;
};

}  // namespace

Registry<ModulationInfo> modulations() {
  static constexpr Registry registry(all_modulations);
  return registry;
}

Series modulated_series(double base, const ModulationModels& models, const ModulationOwner& owner,
                        double horizon_s) {
  if (models.empty()) return Series(base);
  if (models.size() == 1 && models.front()->effect() == ModulationModel::Effect::multiplies) {
    return Series(std::make_unique<MultipliedSource>(base, models.front()->make(owner), horizon_s));
  }
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
