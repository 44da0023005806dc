#pragma once

#include <optional>
#include <string>

#include "experiments/study/study_reader.hpp"

namespace bacelab {

/// A warning for a study whose runs surely outlast study.horizon_hours, after which prices,
/// bandwidths and outages stay as they are: for how long, and how much the prices vary before. By
/// the jobs of its first world: a run lasts until the last one has arrived and run alone, and as
/// long as all GPUs need for all work. None if the horizon may be far enough, or nothing changes.
/// Worlds of more than 200,000 jobs are not drawn: by their rate and mean work.
[[nodiscard]] std::optional<std::string> horizon_note(const Study& study);

}  // namespace bacelab
