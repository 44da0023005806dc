#include "app/check/stock_schedule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "experiments/worlds/generate.hpp"
#include "experiments/worlds/world_series.hpp"

namespace bacelab {
namespace {

constexpr double noticeable = 1.1;

/// The means over all links of a world; nothing without links.
std::optional<MeanLink> mean_link(const WorldModel& model, const WorldId& id) {
  const std::vector<Moments> bandwidths = bandwidth_moments(model, id);
  if (bandwidths.empty()) return std::nullopt;
  MeanLink mean;
  for (std::size_t i = 0; i < bandwidths.size(); ++i) {
    mean.bit_per_s += bandwidths[i].mean;
    mean.delay_s += model.network.delay_s[i];
  }
  mean.bit_per_s /= static_cast<double>(bandwidths.size());
  mean.delay_s /= static_cast<double>(bandwidths.size());
  return mean;
}

std::string times_text(double least, double most) {
  const std::string upper = fmt::format("{:.1f}", most);
  const std::string lower = fmt::format("{:.1f}", least);
  return lower == upper ? upper : lower + " to " + upper;
}

}  // namespace

std::optional<double> one_f_one_b_slowdown(const StagePlan& plan, const MeanLink& link) {
  const StageOption& best = plan.best();
  if (best.stages < 2 || link.bit_per_s <= 0.0) return std::nullopt;
  std::array<StageGroup, 2> halves;
  halves[0].stages = best.stages / 2;
  halves[1].stages = best.stages - best.stages / 2;
  for (StageGroup& half : halves) half.stage_time_s = best.stage_time_s;
  const auto seconds = [&](Schedule schedule) {
    const double share = demand_caps_share(schedule)
                             ? std::min(link.bit_per_s, best.demand_bit_per_s)
                             : link.bit_per_s;
    const std::array boundaries = {Boundary{8.0 * plan.boundary_bytes() / share, link.delay_s}};
    return iteration_time({schedule, 0}, halves, boundaries, plan.micro_batches());
  };
  return seconds(Schedule::one_f_one_b) / seconds(Schedule::overlapped);
}

std::optional<std::string> stock_schedule_note(const WorldModel& model, const WorldId& id) {
  if (model.pipeline.schedule != Schedule::overlapped) return std::nullopt;
  const auto link = mean_link(model, id);
  if (!link) return std::nullopt;
  std::vector<double> slowdowns;
  const auto plans = plans_of(model, id);
  for (std::size_t i = 0; i < plans->templates().size(); ++i) {
    const auto& plan = plans->plan(TemplateIndex(i));
    if (!plan || (!model.jobs.traced && model.jobs.weights[i] == 0.0)) continue;
    if (const auto slowdown = one_f_one_b_slowdown(*plan, *link)) slowdowns.push_back(*slowdown);
  }
  if (slowdowns.empty()) return std::nullopt;
  const auto [least, most] = std::minmax_element(slowdowns.begin(), slowdowns.end());
  if (*most < noticeable) return std::nullopt;
  return fmt::format(
      "stock runtimes run 1F1B: {} times as slow over these links (pipeline.schedule)",
      times_text(*least, *most));
}

}  // namespace bacelab
