#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/cluster/series.hpp"
#include "core/registry.hpp"
#include "experiments/random/stream.hpp"
#include "experiments/text/section.hpp"
#include "experiments/worlds/process/two_state_chain.hpp"

namespace bacelab {

/// A piecewise-constant factor of a base value.
class Modulation {
 public:
  struct Piece {
    double factor;
    double until_s;  ///< exclusive
  };

  static constexpr std::size_t pieces_at_once = 32;

  Modulation() = default;
  Modulation(const Modulation&) = delete;
  Modulation& operator=(const Modulation&) = delete;
  virtual ~Modulation() = default;

  /// The next piece; the first begins at 0, each later one where the last ended.
  Piece next() {
    const Piece piece = ahead().front();
    skip(1);
    return piece;
  }
  /// The pieces that are made already, the next one first: at least one.
  std::span<const Piece> ahead() {
    if (next_ == known_) {
      known_ = make(pieces_);
      next_ = 0;
    }
    return std::span(pieces_).subspan(next_, known_ - next_);
  }
  /// Passes over as many of ahead().
  void skip(std::size_t pieces) { next_ += pieces; }

 private:
  /// Makes the pieces that follow, as many as are cheap to make at a time: returns how many, at
  /// least one and at most pieces.size().
  virtual std::size_t make(std::span<Piece> pieces) = 0;

  std::array<Piece, pieces_at_once> pieces_;
  std::size_t next_ = 0;
  std::size_t known_ = 0;
};

/// The owner of a series to be modulated.
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
  /// What the factors do: multiply the series, add that many times its base, or be the base
  /// themselves, in the unit of the series (prices only), in place of a drawn or given one.
  enum class Effect { multiplies, adds, replaces };

  ModulationModel() = default;
  ModulationModel(const ModulationModel&) = delete;
  ModulationModel& operator=(const ModulationModel&) = delete;
  virtual ~ModulationModel() = default;

  [[nodiscard]] virtual std::unique_ptr<Modulation> make(const ModulationOwner& owner) const = 0;
  [[nodiscard]] virtual Effect effect() const { return Effect::multiplies; }
  /// The factor on the base that gives the series the mean that the study requires (prices only).
  [[nodiscard]] virtual double base_factor() const { return 1.0; }
  /// Mean and variance of the factor over a long time (and over whole days).
  [[nodiscard]] virtual Moments moments(const ModulationOwner& owner) const = 0;
  /// What a reader of the study should know.
  [[nodiscard]] virtual std::vector<std::string> notes() const { return {}; }
};

using ModulationModels = std::vector<std::shared_ptr<const ModulationModel>>;

/// The input for reading a modulation.
struct ModulationRequest {
  ConfigSection section;                    ///< its own table, for its keys
  const std::vector<std::string>& regions;  ///< names of all regions
  double horizon_s;                         ///< end of generated series
};

/// One way in which bandwidths or prices change; a new one is a new file and a line in
/// modulation.cpp.
struct ModulationInfo {
  /// Its table in the study: one in [network] changes bandwidths, one in [price] prices.
  std::string_view name;
  std::string_view description;  ///< of this table
  /// Null if the study has no such modulation. Throws InputError.
  std::shared_ptr<const ModulationModel> (*read)(const ModulationRequest&);

  /// The table that contains it: "network" of "network.daily".
  [[nodiscard]] std::string_view section() const { return name.substr(0, name.find('.')); }
  /// Its key there: "daily".
  [[nodiscard]] std::string_view key() const { return name.substr(name.find('.') + 1); }
};

/// All of them, in the order in which they are read.
Registry<ModulationInfo> modulations();

/// The series base * (product of the factors that multiply + sum of those that are added), up to
/// the horizon (s), after which its last value holds. It is generated only as far as it is read.
Series modulated_series(double base, const ModulationModels& models, const ModulationOwner& owner,
                        double horizon_s);

/// Mean and variance of such a series over a long time.
Moments modulated_moments(double base, const ModulationModels& models,
                          const ModulationOwner& owner);

}  // namespace bacelab
