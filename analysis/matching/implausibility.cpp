#include "analysis/matching/implausibility.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <stdexcept>

namespace bacelab {

double implausibility(const Target& target, double value, double variance) {
  const double distance = std::max({target.low - value, value - target.high, 0.0});
  return distance / std::sqrt(variance + target.tolerance * target.tolerance +
                              target.discrepancy * target.discrepancy);
}

double deciding(std::span<const double> implausibilities, std::size_t misses) {
  if (misses >= implausibilities.size()) throw std::invalid_argument("too few targets");
  std::vector<double> sorted(implausibilities.begin(), implausibilities.end());
  const auto place = sorted.begin() + static_cast<std::ptrdiff_t>(misses);
  std::nth_element(sorted.begin(), place, sorted.end(), std::greater<>());
  return *place;
}

std::string deciding_text(const Cut& cut) {
  if (cut.misses == 0) return "the largest over the targets";
  if (cut.misses == 1) return "the second largest over the targets";
  return fmt::format("the largest over the targets without the {} worst", cut.misses);
}

namespace {

/// The implausibility of each target under the emulators of one file.
std::vector<double> of_targets(const Emulators& emulators, std::span<const TargetOutput> figures,
                               std::span<const double> place) {
  std::vector<EmulatedValue> predictions(figures.size());
  emulators.predict(place, predictions);
  std::vector<double> worst;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const TargetOutput& figure = figures[i];
    if (figure.target_index == worst.size()) worst.push_back(0.0);
    worst.back() = std::max(worst.back(), implausibility(*figure.target, predictions[i].value,
                                                         predictions[i].variance));
  }
  return worst;
}

}  // namespace

Judgement judged(std::span<const Emulators> emulators, std::span<const TargetOutput> figures,
                 const Cut& cut, std::span<const double> place) {
  Judgement judgement;
  for (const Emulators& each : emulators) {
    const std::vector<double> own = of_targets(each, figures, place);
    judgement.deciding = std::max(judgement.deciding, deciding(own, cut.misses));
    judgement.targets.resize(own.size(), 0.0);
    for (std::size_t i = 0; i < own.size(); ++i) {
      judgement.targets[i] = std::max(judgement.targets[i], own[i]);
    }
  }
  return judgement;
}

}  // namespace bacelab
