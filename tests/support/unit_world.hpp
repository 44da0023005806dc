#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/simulation/scenario.hpp"

// Worlds with round numbers, so that a run can be worked out by hand and compared exactly.
namespace bacelab::testing {

inline RegionIndex region(std::size_t i) { return RegionIndex(i); }
inline LinkIndex link(std::size_t i) { return LinkIndex(i); }
inline JobIndex job(std::size_t i) { return JobIndex(i); }
inline TemplateIndex model(std::size_t i) { return TemplateIndex(i); }

/// A path by the numbers of its regions.
inline std::vector<RegionIndex> path(const std::vector<std::size_t>& regions) {
  std::vector<RegionIndex> result;
  for (const std::size_t r : regions) result.push_back(region(r));
  return result;
}

/// One layer of a unit template takes 1 s for a micro-batch (forward 0.25 s, backward 0.75 s). It
/// draws 3.6 MW, so that a GPU costs its price every second and uses 1 kWh.
inline GpuType unit_gpu() { return {"unit", 8.0, 1.0, 1e6, 3.6e6, 16.0}; }

/// c(k) = ceil(layers / k) s; 1 byte (8 bit) crosses a boundary for a micro-batch, so that
/// d(k) = 8 / c(k) bit/s (gpipe: 32 / c(k)) and x = 8 s / w. Runs on no fewer than `fewest` GPUs.
inline Template unit_template(int layers, int micro_batches, int fewest = 1) {
  Template result;
  result.name = "unit";
  result.layers = layers;
  result.hidden = 0.5;
  result.sequence = 1.0;
  result.vocabulary = 0.0;
  result.layer_parameters = 1.0;  // F = 6 L * 4/3 = 8 L
  result.attention_width = 0.0;
  result.micro_batch = 1;
  result.micro_batches = micro_batches;
  result.parameters = fewest > 1 ? 55000.0 * fewest : 0.0;  // 0.88 of 0.9 MB at `fewest` stages
  return result;
}

/// The template of queueing theory: one GPU, one second per iteration.
inline Template one_stage_template() { return unit_template(1, 1); }

/// The plan in a cluster with one GPU type.
inline std::optional<StagePlan> plan_on(const GpuType& gpu, const Template& model,
                                        const PipelineModel& pipeline = {}) {
  const std::vector<RegionGpus> regions = {{0, gpu}};
  return make_stage_plan(model, regions, pipeline);
}

inline StagePlan unit_plan(const Template& model, const PipelineModel& pipeline = {}) {
  return plan_on(unit_gpu(), model, pipeline).value();
}

/// K = 1, 2, 3, 4, 8 from `fewest` on, with d = 1, 2, 8/3, 4, 8.
inline StagePlan up_to_8_stages(int fewest = 1) { return unit_plan(unit_template(8, 9, fewest)); }

/// Steps of a series: {{0, first}, {time, value}, ...}.
inline Series steps(const std::vector<std::pair<double, double>>& breakpoints) {
  std::vector<double> times;
  std::vector<double> values;
  for (const auto& [time, value] : breakpoints) {
    times.push_back(time);
    values.push_back(value);
  }
  return {std::move(times), std::move(values)};
}

/// Puts a scenario together: regions, links and jobs in the order of the calls.
class World {
 public:
  World& pipeline(Schedule schedule, int extra_warmup = 0) {
    pipeline_ = {schedule, extra_warmup};
    return *this;
  }
  World& region(int gpus, Series price, double pue = 1.0) {
    Region added{"region " + std::to_string(regions_.size()),
                 gpus,
                 unit_gpu(),
                 pue,
                 std::move(price),
                 std::nullopt,
                 std::nullopt};
    regions_.push_back(std::move(added));
    return *this;
  }
  World& region(int gpus, double price) { return region(gpus, Series(price)); }
  World& capacity(Series gpus) {
    regions_.back().capacity = std::move(gpus);
    return *this;
  }
  /// Of the last region, as the two above.
  World& internal(double bit_per_s) {
    regions_.back().internal_bit_per_s = bit_per_s;
    return *this;
  }
  World& idle_power(double fraction) {
    regions_.back().gpu.idle_power_fraction = fraction;
    return *this;
  }
  World& observed_price(Series price) {
    regions_.back().observed_price = std::move(price);
    return *this;
  }
  World& link(std::size_t a, std::size_t b, Series bandwidth, double delay_s = 0.0) {
    Link added{RegionIndex(a), RegionIndex(b), delay_s, std::move(bandwidth), std::nullopt, 0.0};
    links_.push_back(std::move(added));
    return *this;
  }
  World& link(std::size_t a, std::size_t b, double bandwidth, double delay_s = 0.0) {
    return link(a, b, Series(bandwidth), delay_s);
  }
  World& observed_bandwidth(Series bandwidth) {
    links_.back().observed_bandwidth = std::move(bandwidth);
    return *this;
  }
  World& transfer_usd_per_byte(double usd) {
    links_.back().transfer_usd_per_gb = usd * 1e9;
    return *this;
  }
  World& model(Template added) {
    templates_.push_back(std::move(added));
    return *this;
  }
  World& job(double arrival_s, double iterations, std::size_t model = 0) {
    jobs_.push_back(
        {static_cast<std::int64_t>(jobs_.size()), TemplateIndex(model), arrival_s, iterations});
    return *this;
  }
  World& warmup(std::size_t jobs) {
    warmup_jobs_ = jobs;
    return *this;
  }
  World& horizon(double seconds) {
    horizon_s_ = seconds;
    return *this;
  }

  /// The scenario; leaves nothing behind.
  Scenario build() {
    Scenario scenario;
    scenario.pipeline = pipeline_;
    scenario.templates = std::make_shared<TemplateSet>(templates_, unit_gpu(), pipeline_);
    scenario.cluster = Cluster(Table<RegionIndex, Region>(std::move(regions_)),
                               Table<LinkIndex, Link>(std::move(links_)));
    scenario.jobs = Table<JobIndex, Job>(std::move(jobs_));
    scenario.warmup_jobs = warmup_jobs_;
    scenario.horizon_s = horizon_s_;
    return scenario;
  }

 private:
  PipelineModel pipeline_;
  std::vector<Region> regions_;
  std::vector<Link> links_;
  std::vector<Template> templates_;
  std::vector<Job> jobs_;
  std::size_t warmup_jobs_ = 0;
  std::optional<double> horizon_s_;
};

}  // namespace bacelab::testing
