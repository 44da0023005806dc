#include "experiments/design/types/morris.hpp"

#include <algorithm>
#include <cmath>

#include "experiments/design/sampling/morris_trajectory.hpp"

namespace bacelab {
namespace {

/// What the columns say of the points, in their order.
struct Steps {
  std::vector<std::int64_t> trajectory;
  std::vector<std::int64_t> step;
  std::vector<std::int64_t> changed;
  std::vector<double> delta;
};

std::vector<MorrisTrajectory> draw(const DesignRequest& request, std::size_t count,
                                   std::size_t levels, std::uint64_t seed) {
  std::vector<MorrisTrajectory> trajectories;
  for (std::uint32_t i = 0; i < count; ++i) {
    trajectories.push_back(morris_trajectory(request.factors.size(), levels, {seed, i}));
  }
  return trajectories;
}

/// The places in [0, 1] of a factor at all points.
std::vector<double> places_of(const std::vector<MorrisTrajectory>& trajectories,
                              std::size_t dimension, std::size_t levels) {
  std::vector<double> places;
  for (const MorrisTrajectory& trajectory : trajectories) {
    for (std::size_t step = 0; step <= trajectory.order.size(); ++step) {
      places.push_back(static_cast<double>(trajectory.level(step, dimension)) /
                       static_cast<double>(levels - 1));
    }
  }
  return places;
}

/// Where the value at a point lies: in the range, or between the first and last of the list.
double position(const FactorPlan& plan, const Factor& factor, std::size_t point, double place) {
  if (const auto* range = std::get_if<FactorRange>(&plan.domain)) {
    // Unrounded values are exactly where they were put.
    return range->whole ? place_in(*range, std::get<std::vector<double>>(factor.values)[point])
                        : place;
  }
  const auto count = static_cast<double>(element_count(plan));
  return std::min(count - 1.0, std::floor(place * count)) / (count - 1.0);
}

void add_steps(const MorrisTrajectory& trajectory, Steps& steps) {
  const std::int64_t number = steps.trajectory.empty() ? 0 : steps.trajectory.back() + 1;
  for (std::size_t step = 0; step <= trajectory.order.size(); ++step) {
    steps.trajectory.push_back(number);
    steps.step.push_back(static_cast<std::int64_t>(step));
    steps.changed.push_back(step == 0 ? -1 : static_cast<std::int64_t>(trajectory.order[step - 1]));
  }
}

void require_several_elements(const FactorPlan& plan) {
  if (plan.has_range() || element_count(plan) > 1) return;
  const bool numbers = std::holds_alternative<std::vector<double>>(plan.domain);
  plan.section.fail(numbers ? "values" : "names", "a factor of this design must change",
                    "at least two elements");
}

}  // namespace

DesignPoints make_morris(const DesignRequest& request) {
  require_factors(request);
  const ConfigSection& section = request.section;
  const auto count = static_cast<std::size_t>(section.integer(
      "trajectories", 20, Bounds::between(2, 1'000'000), "Trajectories: elementary effects each"));
  const auto levels = static_cast<std::size_t>(section.integer(
      "levels", 4, Bounds::between(2, 1000), "Levels of the grid over each range: an even number"));
  if (levels % 2 != 0) {
    section.fail("levels", "half of the levels is the step of a factor", "an even number");
  }
  for (const FactorPlan& plan : request.factors) require_several_elements(plan);
  require_points(section, "trajectories", count, request.factors.size() + 1);
  const std::uint64_t seed = read_design_seed(request);

  const auto trajectories = draw(request, count, levels, seed);
  Steps steps;
  for (const MorrisTrajectory& trajectory : trajectories) add_steps(trajectory, steps);
  steps.delta.assign(steps.step.size(), 0.0);
  DesignPoints points;
  for (std::size_t i = 0; i < request.factors.size(); ++i) {
    const FactorPlan& plan = request.factors[i];
    const std::vector<double> places = places_of(trajectories, i, levels);
    points.factors.push_back(at_places(plan, places));
    for (std::size_t point = 1; point < places.size(); ++point) {
      if (steps.changed[point] != static_cast<std::int64_t>(i)) continue;
      steps.delta[point] = position(plan, points.factors.back(), point, places[point]) -
                           position(plan, points.factors.back(), point - 1, places[point - 1]);
      if (steps.delta[point] == 0.0) {
        plan.section.fail("high", "rounding leaves a step without a change", "a wider range");
      }
    }
  }
  points.numbers = {{"levels", static_cast<std::int64_t>(levels)},
                    {"seed", static_cast<std::int64_t>(seed)},
                    {"trajectories", static_cast<std::int64_t>(count)}};
  points.columns = {
      {"trajectory", "Number of the trajectory.", std::move(steps.trajectory)},
      {"step", "Step of the trajectory; 0 where it begins.", std::move(steps.step)},
      {"changed", "Number of the factor that the step to this point changed; -1: none.",
       std::move(steps.changed)},
      {"delta", "Change of that factor, in units of its range and in its scale.",
       std::move(steps.delta)}};
  return points;
}

}  // namespace bacelab
