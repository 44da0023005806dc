#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <optional>

#include "core/simulation/scenario.hpp"

/// Whether two scenarios are the same in all that a scenario file says, doubles to the last bit.
namespace bacelab::sample {

inline bool same(double x, double y) {
  return std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y);
}

inline bool same(const Series& x, const Series& y) {
  if (x.complete() != y.complete()) return false;
  for (std::size_t i = 0; i < x.complete(); ++i) {
    if (!same(x.time(i), y.time(i)) || !same(x.value(i), y.value(i))) return false;
  }
  return true;
}

template <class T>
bool same(const std::optional<T>& x, const std::optional<T>& y) {
  return x.has_value() == y.has_value() && (!x || same(*x, *y));
}

inline bool same(const GpuType& x, const GpuType& y) {
  return x.name == y.name && same(x.peak_flops, y.peak_flops) && same(x.efficiency, y.efficiency) &&
         same(x.memory_bytes, y.memory_bytes) && same(x.power_w, y.power_w) &&
         same(x.bytes_per_parameter, y.bytes_per_parameter) &&
         same(x.idle_power_fraction, y.idle_power_fraction);
}

inline bool same(const Region& x, const Region& y) {
  return x.name == y.name && x.gpus == y.gpus && same(x.gpu, y.gpu) && same(x.pue, y.pue) &&
         same(x.price, y.price) && same(x.observed_price, y.observed_price) &&
         same(x.capacity, y.capacity) && same(x.internal_bit_per_s, y.internal_bit_per_s);
}

inline bool same(const Link& x, const Link& y) {
  return x.a == y.a && x.b == y.b && same(x.delay_s, y.delay_s) && same(x.bandwidth, y.bandwidth) &&
         same(x.observed_bandwidth, y.observed_bandwidth) &&
         same(x.transfer_usd_per_gb, y.transfer_usd_per_gb);
}

inline bool same(const Template& x, const Template& y) {
  return x.name == y.name && x.layers == y.layers && same(x.hidden, y.hidden) &&
         same(x.sequence, y.sequence) && same(x.vocabulary, y.vocabulary) &&
         same(x.parameters, y.parameters) && x.micro_batch == y.micro_batch &&
         x.micro_batches == y.micro_batches && x.recompute == y.recompute &&
         x.max_stages == y.max_stages && same(x.layer_parameters, y.layer_parameters) &&
         same(x.attention_width, y.attention_width) && x.tensor_parallel == y.tensor_parallel &&
         same(x.tensor_efficiency, y.tensor_efficiency) && x.data_parallel == y.data_parallel;
}

inline bool same(const Job& x, const Job& y) {
  return x.id == y.id && x.model == y.model && same(x.arrival_s, y.arrival_s) &&
         same(x.iterations, y.iterations);
}

template <class Index, class T>
bool same(const Table<Index, T>& x, const Table<Index, T>& y) {
  return std::equal(x.begin(), x.end(), y.begin(), y.end(),
                    [](const T& a, const T& b) { return same(a, b); });
}

inline bool same(const Scenario& x, const Scenario& y) {
  return x.pipeline.schedule == y.pipeline.schedule &&
         x.pipeline.extra_warmup == y.pipeline.extra_warmup &&
         x.pipeline.split == y.pipeline.split && x.pipeline.best_stages == y.pipeline.best_stages &&
         same(x.cluster.regions(), y.cluster.regions()) &&
         same(x.cluster.links(), y.cluster.links()) &&
         same(x.templates->templates(), y.templates->templates()) && same(x.jobs, y.jobs) &&
         x.warmup_jobs == y.warmup_jobs && same(x.horizon_s, y.horizon_s) &&
         x.policy_seed == y.policy_seed;
}

}  // namespace bacelab::sample
