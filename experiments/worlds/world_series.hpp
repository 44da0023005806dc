#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/cluster/cluster.hpp"
#include "core/cluster/series.hpp"
#include "experiments/random/stream.hpp"
#include "experiments/worlds/modulation/outage_chain.hpp"
#include "experiments/worlds/process/regional.hpp"
#include "experiments/worlds/process/two_state_chain.hpp"
#include "experiments/worlds/world_model.hpp"

namespace bacelab {

/// Which pairs of regions are linked in all worlds of a study: each with this probability,
/// independently of all others (the random graph G(n, p) of Gilbert 1959), decided by the seed and
/// the names of its ends. 1: all of them. Ascending by the first end, then the second.
std::vector<LinkEnds> draw_links(std::span<const RegionModel> regions, double probability,
                                 std::uint64_t seed);

/// GPUs that remain of `gpus` in an outage: floor(gpus * remaining fraction) (MODEL.md section 10;
/// a product that misses a whole number by rounding alone, 1e-12 of it, is that number). `gpus` >=
/// 0, the fraction in [0, 1].
int gpus_in_outage(int gpus, const OutageChain& outages);

/// The usable GPUs of a region over time, up to the horizon (s), after which the last value holds.
Series capacity_series(int gpus, const OutageChain& outages, const ModulationOwner& owner,
                       double horizon_s);

/// Their mean and variance over a long time.
Moments capacity_moments(int gpus, const OutageChain& outages);

/// The regions of a world with the series of their prices and GPUs; `gpus` has one entry per
/// region. Price at time t in USD/kWh: base * f * (daily(t) * fluctuation(t) + spikes(t)), f the
/// factor that keeps the mean (PriceSpikes), else 1, and base drawn uniformly or given; or
/// replay(t) * daily(t) * fluctuation(t). Parts that are not set are 1, spikes 0 (MODEL.md section
/// 10).
Table<RegionIndex, Region> make_regions(const WorldModel& model, const std::vector<int>& gpus,
                                        const WorldId& id);

/// The links of a world with the series of their bandwidths. Bit/s at time t: base * scale *
/// fluctuation(t) * daily(t) * outages(t), scale >= 0 without unit. Parts that are not set are 1
/// (MODEL.md section 10; the daily load is this program's own).
Table<LinkIndex, Link> make_links(const WorldModel& model, const WorldId& id);

/// Does anything change with time in the worlds of this model?
bool has_changing_series(const WorldModel& model);

/// Mean and variance over a long time of the series of a world, given what was drawn for all of its
/// time. Prices in USD/kWh, one entry per region.
std::vector<Moments> price_moments(const WorldModel& model, const WorldId& id);
/// In bit/s, one entry per link.
std::vector<Moments> bandwidth_moments(const WorldModel& model, const WorldId& id);

}  // namespace bacelab
