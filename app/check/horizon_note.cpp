#include "app/check/horizon_note.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "experiments/worlds/generate.hpp"
#include "experiments/worlds/world_series.hpp"

namespace bacelab {
namespace {

constexpr std::size_t most_jobs = 200'000;  // more take long to draw

/// No policy can end the jobs of a world earlier, in s, as far as transfers don't matter.
double least_end_s(const Scenario& world, double gpus) {
  double end_s = 0.0;
  double gpu_seconds = 0.0;
  for (const Job& job : world.jobs) {
    const StagePlan& plan = *world.templates->plan(job.model);
    const double ideal_s = job.iterations * plan.ideal_iteration_s();
    end_s = std::max(end_s, job.arrival_s + ideal_s);
    gpu_seconds += ideal_s * plan.best().stages * plan.gpus_of_stage();
  }
  return std::max(end_s, gpu_seconds / gpus);
}

/// About the same of worlds of so many jobs, from their rate and mean work; 0 without a rate.
double expected_end_s(const WorldModel& model, const ArrivalContext& context) {
  const auto offered = offered_load(model, context);
  if (!offered) return 0.0;
  const double work_s =
      static_cast<double>(model.jobs.count) * context.mean_gpu_seconds / context.gpus;
  return std::max(work_s, work_s / offered->load());
}

/// "34 % (sd / mean)" of the prices, the mean over regions.
std::string variation_of_prices(const WorldModel& model, const WorldId& id) {
  const std::vector<Moments> prices = price_moments(model, id);
  double sum = 0.0;
  for (const Moments& price : prices) sum += std::sqrt(price.variance) / std::abs(price.mean);
  return fmt::format("{:.0f} % (sd / mean)", 100.0 * sum / static_cast<double>(prices.size()));
}

}  // namespace

std::optional<std::string> horizon_note(const Study& study) {
  const WorldModel& model = study.world;
  if (!has_changing_series(model)) return std::nullopt;
  const WorldId id = world_id(study, 0, 0);
  const ArrivalContext context = arrival_context(model, id);
  const double end_s = model.jobs.count > most_jobs
                           ? expected_end_s(model, context)
                           : least_end_s(draw_world(study, 0, 0).scenario, context.gpus);
  if (end_s <= model.horizon_s) return std::nullopt;
  std::string note = fmt::format(
      "runs take {:.0f} h or more, but nothing changes after study.horizon_hours = {:g}: for "
      "{:.0f} "
      "% of the time",
      end_s / 3600.0, model.horizon_s / 3600.0, 100.0 * (1.0 - model.horizon_s / end_s));
  if (!model.price.modulations.empty()) {
    note += fmt::format(" prices, which vary by {}, keep their last value",
                        variation_of_prices(model, id));
  } else {
    note += " all keeps its last value";
  }
  return note;
}

}  // namespace bacelab
