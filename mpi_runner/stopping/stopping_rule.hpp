#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/no_value.hpp"
#include "experiments/box/precision.hpp"
#include "experiments/box/run_block.hpp"
#include "experiments/box/work.hpp"

namespace bacelab {

/// A number that a rule observes in every world: a metric of the run under a policy.
struct RunValue {
  std::size_t policy = 0;
  std::size_t metric = 0;
};

/// A rule's judgement of a point after a number of worlds.
struct Look {
  bool reached = false;            ///< no more are needed
  std::size_t widest = 0;          ///< the comparison that is furthest from the target
  double half_width_points = 0.0;  ///< its half-width
  /// About how many replications will be needed; 0 if unknown. Only the order of the work depends
  /// on it, never a result.
  double expected_replications = 0.0;
  StopReason reason = StopReason::precision_reached;  ///< if reached
};

/// A rule's state for one point.
class PointRule {
 public:
  virtual ~PointRule() = default;
  /// The values of the next world, in replication order; NaN for a run that is not complete.
  virtual void add(std::span<const double> values) = 0;
  /// The judgement after the worlds that were added.
  virtual Look look() = 0;

  /// Whether a world has the runs that the rule needs now; others are `run_absent`. Once it has, it
  /// always has.
  [[nodiscard]] virtual bool is_enough(std::span<const double> /*values*/) const { return true; }
  /// The policies that need not run any more, ascending.
  [[nodiscard]] virtual LeftOut left_out() const { return {}; }
  /// What the results file says of each policy, of a rule that leaves some out.
  [[nodiscard]] virtual std::optional<PointSelection> selection() const { return {}; }
};

/// Decides when a point of a study has enough replications: a pure function of the values of its
/// first worlds.
class StoppingRule {
 public:
  virtual ~StoppingRule() = default;
  /// The numbers that it observes in a world.
  [[nodiscard]] virtual const std::vector<RunValue>& values() const = 0;
  /// The names of its comparisons, by number.
  [[nodiscard]] virtual const std::vector<std::string>& comparisons() const = 0;
  /// Whether it may leave out policies at a point before the others.
  [[nodiscard]] virtual bool drops_policies() const { return false; }
  /// Replications before the first check.
  [[nodiscard]] virtual std::size_t minimum() const = 0;
  /// Replications between two checks.
  [[nodiscard]] virtual std::size_t step() const = 0;
  [[nodiscard]] virtual std::unique_ptr<PointRule> begin() const = 0;
};

/// The observations of a rule in adjacent worlds.
struct WorldValues {
  WorldRange worlds;
  std::vector<double> values;  ///< [world][value]

  /// The values of one of the worlds.
  [[nodiscard]] std::span<const double> of(WorldIndex world) const {
    const std::size_t each = values.size() / worlds.count;
    return std::span(values).subspan((world.value() - worlds.first) * each, each);
  }
};

/// The values of the worlds of a block; NaN for runs that are not complete, `run_absent` for those
/// that did not take place.
inline WorldValues observe(const RunBlock& block, std::span<const RunValue> asked) {
  WorldValues seen = {block.worlds, {}};
  seen.values.reserve(block.worlds.count * asked.size());
  for (std::size_t row = 0; row < block.worlds.count; ++row) {
    for (const RunValue& value : asked) {
      const RunStatus status = block.status[block.run_index(row, value.policy)];
      const bool is_done = status == RunStatus::done;
      seen.values.push_back(is_done ? block.metrics_of(row, value.policy)[value.metric]
                            : status == RunStatus::not_run ? run_absent
                                                           : no_value);
    }
  }
  return seen;
}

}  // namespace bacelab
