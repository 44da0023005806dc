#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "experiments/results/precision_outcome.hpp"
#include "mpi_runner/rounds/stopping_rule.hpp"

namespace bacelab {

/// The replications of one point under a stopping rule. Its worlds come in any order; the rule sees
/// them in replication order, and is asked at fixed numbers of them only, so that where the point
/// ends depends on nothing but its worlds.
class PointRounds {
 public:
  /// The rule must outlive this; `maximum` >= 1.
  PointRounds(const StoppingRule& rule, std::size_t maximum);

  /// Takes the values of a finished world. One that is there already, or comes after the end, is
  /// left aside.
  void add(std::size_t replication, std::span<const double> values);

  [[nodiscard]] bool is_open() const { return !outcome_; }
  /// Replications that are needed for the next look.
  [[nodiscard]] std::size_t next_look() const { return next_look_; }
  /// Replications that are worth computing now: at least those of the next look; more if the rule
  /// expects to need them.
  [[nodiscard]] std::size_t worthwhile() const { return worthwhile_; }
  /// How the point ended; nothing while it is open.
  [[nodiscard]] const std::optional<PointPrecision>& outcome() const { return outcome_; }

 private:
  void take(std::span<const double> values);
  void look();

  const StoppingRule* rule_;
  std::unique_ptr<PointRule> point_;
  std::map<std::size_t, std::vector<double>> waiting_;  ///< for one before them, by replication
  std::size_t taken_ = 0;                               ///< replications that the rule has seen
  std::size_t maximum_;
  std::size_t next_look_;
  std::size_t worthwhile_;
  std::optional<Look> last_look_;
  std::optional<PointPrecision> outcome_;
};

}  // namespace bacelab
