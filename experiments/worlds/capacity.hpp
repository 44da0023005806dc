#pragma once

#include "core/cluster/series.hpp"
#include "experiments/worlds/modulation/outage_chain.hpp"
#include "experiments/worlds/moments.hpp"

namespace bacelab {

/// GPUs that remain of `gpus` in an outage: floor(gpus * remaining fraction) (MODEL.md section 10;
/// a product that misses a whole number by rounding alone, 1e-12 of it, is that number). `gpus` >=
/// 0, the fraction in [0, 1].
int gpus_in_outage(int gpus, const OutageChain& outages);

/// The usable GPUs of a region over time, up to the horizon (s), after which the last value holds.
Series capacity_series(int gpus, const OutageChain& outages, const ModulationOwner& owner,
                       double horizon_s);

/// Their mean and variance over a long time.
Moments capacity_moments(int gpus, const OutageChain& outages);

}  // namespace bacelab
