#pragma once

#include "core/cluster/cluster.hpp"
#include "experiments/random/stream.hpp"
#include "experiments/worlds/moments.hpp"
#include "experiments/worlds/world_model.hpp"

namespace bacelab {

/// The regions of a world with the series of their prices and GPUs; `gpus` has an entry a region.
/// Price at time t in USD/kWh: base * f * (daily(t) * fluctuation(t) + spikes(t)), f the factor
/// that keeps the mean (PriceSpikes), else 1, and base drawn uniformly or given; or replay(t) *
/// daily(t) * fluctuation(t). What is not set is 1, spikes 0 (MODEL.md section 10).
Table<RegionIndex, Region> make_regions(const WorldModel& model, const std::vector<int>& gpus,
                                        const WorldId& id);

/// The links of a world with the series of their bandwidths. Bit/s at time t: base * scale *
/// fluctuation(t) * daily(t) * outages(t), scale >= 0 without unit. What is not set is 1 (MODEL.md
/// section 10; the daily load is this program's own).
Table<LinkIndex, Link> make_links(const WorldModel& model, const WorldId& id);

/// Does anything change with time in the worlds of this model?
bool has_changing_series(const WorldModel& model);

/// Mean and variance over a long time of the series of a world, given what was drawn for all of its
/// time. Prices in USD/kWh, an entry a region.
std::vector<Moments> price_moments(const WorldModel& model, const WorldId& id);
/// In bit/s, an entry a link.
std::vector<Moments> bandwidth_moments(const WorldModel& model, const WorldId& id);

}  // namespace bacelab
