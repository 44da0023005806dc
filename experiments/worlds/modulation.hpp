#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/cluster/series.hpp"
#include "experiments/random/stream.hpp"

namespace bacelab {

/// A factor on a base value that changes with time, piece after piece.
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
  std::string_view purpose;       ///< of the stream: "bandwidth", "price"
  std::string_view name;          ///< of the stream: a region's name, a link's ends
  double utc_offset_hours = 0.0;  ///< of a region
};

/// Makes modulations of one kind (MODEL.md section 10). Immutable: all threads share one.
class ModulationModel {
 public:
  ModulationModel() = default;
  ModulationModel(const ModulationModel&) = delete;
  ModulationModel& operator=(const ModulationModel&) = delete;
  virtual ~ModulationModel() = default;

  [[nodiscard]] virtual std::unique_ptr<Modulation> make(const ModulationOwner& owner) const = 0;
};

using ModulationModels = std::vector<std::shared_ptr<const ModulationModel>>;

/// The series base times the product of all modulations, up to the horizon (s), after which its
/// last value holds. It is made as far as somebody looks.
Series modulated_series(double base, const ModulationModels& models, const ModulationOwner& owner,
                        double horizon_s);

}  // namespace bacelab
