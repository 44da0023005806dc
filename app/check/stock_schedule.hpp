#pragma once

#include <optional>
#include <string>

#include "core/workload/template.hpp"
#include "experiments/random/stream.hpp"
#include "experiments/worlds/world_model.hpp"

namespace bacelab {

/// A link between two regions, by its mean over time.
struct MeanLink {
  double bit_per_s = 0.0;
  double delay_s = 0.0;  ///< one way
};

/// How many times as long an iteration takes under `one_f_one_b` without further warm-up as under
/// `overlapped`, the schedule of the plan: k* stages, half of them in either of two regions, alone
/// on the link between them. None with a single stage, or on a link that carries nothing.
[[nodiscard]] std::optional<double> one_f_one_b_slowdown(const StagePlan& plan,
                                                         const MeanLink& link);

/// A note for a study whose schedule is `overlapped`, if stock runtimes, which run 1F1B, would be
/// slower by a tenth or more for one of its templates over the mean link of a world. None
/// otherwise.
[[nodiscard]] std::optional<std::string> stock_schedule_note(const WorldModel& model,
                                                             const WorldId& id);

}  // namespace bacelab
