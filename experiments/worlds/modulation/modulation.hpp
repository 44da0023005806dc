#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/cluster/series.hpp"
#include "experiments/random/stream.hpp"
#include "experiments/worlds/process/two_state_chain.hpp"

namespace bacelab {

/// A factor of a base value that changes with time, piece after piece.
class Modulation {
 public:
  struct Piece {
    double factor;
    double until_s;  ///< exclusive
  };

  Modulation() = default;
  Modulation(const Modulation&) = delete;
  Modulation& operator=(const Modulation&) = delete;
  virtual ~Modulation() = default;

  /// The next piece; the first begins at 0, each other one where the last ended.
  virtual Piece next() = 0;
};

/// Whose series is modulated.
struct ModulationOwner {
  WorldId world;
  std::string_view purpose;                  ///< of the stream: "bandwidth", "price", "capacity"
  std::string_view name;                     ///< of the stream: a region's name, a link's ends
  std::span<const double> local_hours = {};  ///< hour of the day at time 0: of the region, or of
                                             ///< both ends of the link
};

/// Makes modulations of one kind (MODEL.md section 10). Immutable: all threads share one.
class ModulationModel {
 public:
  /// What the factors do: multiply the series, or add that many times its base.
  enum class Effect { multiplies, adds };

  ModulationModel() = default;
  ModulationModel(const ModulationModel&) = delete;
  ModulationModel& operator=(const ModulationModel&) = delete;
  virtual ~ModulationModel() = default;

  [[nodiscard]] virtual std::unique_ptr<Modulation> make(const ModulationOwner& owner) const = 0;
  [[nodiscard]] virtual Effect effect() const { return Effect::multiplies; }
  /// Mean and variance of the factor over a long time (and over whole days).
  [[nodiscard]] virtual Moments moments(const ModulationOwner& owner) const = 0;
};

using ModulationModels = std::vector<std::shared_ptr<const ModulationModel>>;

/// The series base * (product of the factors that multiply + sum of those that are added), up to
/// the horizon (s), after which its last value holds. It is made as far as somebody looks.
Series modulated_series(double base, const ModulationModels& models, const ModulationOwner& owner,
                        double horizon_s);

/// Mean and variance of such a series over a long time.
Moments modulated_moments(double base, const ModulationModels& models,
                          const ModulationOwner& owner);

}  // namespace bacelab
