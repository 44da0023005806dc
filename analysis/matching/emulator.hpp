#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/matching/ridge.hpp"
#include "analysis/matching/samples.hpp"
#include "analysis/matching/space.hpp"
#include "analysis/matching/targets.hpp"

namespace bacelab {

/// One output of a target, numbered over all targets.
struct TargetOutput {
  const Target* target = nullptr;
  std::size_t target_index = 0;
  const OutputExpression* output = nullptr;
};

/// The outputs of all targets, in their order. The targets must outlive them.
[[nodiscard]] std::vector<TargetOutput> target_outputs_of(std::span<const Target> targets);

/// What an emulator expects of a figure at a place.
struct EmulatedValue {
  double value = 0.0;
  double variance = 0.0;  ///< that the emulator is off by, and the noise of the worlds
};

/// How well an emulator predicts the samples that it is made from, each by all the others.
struct EmulatorCheck {
  double explained = 0.0;  ///< 1 - mean squared residual / variance of the samples, in its scale
  double beyond = 0.0;     ///< share of residuals beyond three of its own standard deviations
};

/// The scale in which a figure is emulated: in logarithms, effects that multiply add up.
enum class FigureScale {
  linear,      ///< y
  log,         ///< log y
  log_ratio,   ///< log (1 + y), of an overhead
  log_saving,  ///< -log (1 - y), of a reduction
};

/// Approximations of all figures between the samples of a file: ridge regressions on a Basis. The
/// penalty is chosen, and the variance estimated, by leaving each sample out in turn.
class Emulators {
 public:
  /// `places` and the values of `figures` are those of the samples, of which those are left out in
  /// which a figure is incomplete. Throws std::invalid_argument if fewer than two are left.
  Emulators(std::span<const SpaceAxis> space, const Places& places,
            std::span<const TargetOutput> figures, std::span<const FigureValues> values);

  Emulators(const Emulators&) = delete;
  Emulators(Emulators&&) = default;
  Emulators& operator=(const Emulators&) = delete;
  Emulators& operator=(Emulators&&) = delete;
  ~Emulators() = default;

  /// Every figure at a place, in their order.
  void predict(std::span<const double> place, std::span<EmulatedValue> predictions) const;

  [[nodiscard]] const std::vector<EmulatorCheck>& checks() const { return checks_; }

 private:
  struct Fit {
    FigureScale scale = FigureScale::linear;
    std::size_t matrix = 0;
    double sigma2 = 0.0;  ///< of a row, in the scale
    double noise = 0.0;   ///< variance of a value over sets of worlds, in the scale
  };
  struct WeightedFit {
    Fit fit;
    std::vector<double> weights;  ///< of the elements of the basis
  };
  WeightedFit fitted(const TargetOutput& figure, const FigureValues& values,
                     std::span<const std::size_t> samples);

  Basis basis_;
  std::vector<double> rows_;
  std::vector<RidgeMatrix> matrices_;  ///< one for each penalty
  std::vector<char> used_;             ///< the matrices that a figure uses
  std::vector<Fit> fits_;
  std::vector<double> weights_;  ///< [element of the basis][figure]
  std::vector<EmulatorCheck> checks_;
};

}  // namespace bacelab
