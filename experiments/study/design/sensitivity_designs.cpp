#include "experiments/study/design/design_types.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "experiments/study/design/sampling/random_designs.hpp"
#include "experiments/study/design/sampling/sobol_sequence.hpp"

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
  plan.section.fail(plan.domain_key(), "a factor of this design must change",
                    "at least two elements");
}

}  // namespace

DesignPoints make_morris(const DesignRequest& request) {
  require_factors(request);
  const ConfigSection& section = request.section;
  const auto count = static_cast<std::size_t>(
      section.integer("trajectories", 20, Bounds::between(2, 1'000'000),
                      "Number of trajectories; each has one elementary effect per factor"));
  const auto levels = static_cast<std::size_t>(section.integer(
      "levels", 4, Bounds::between(2, 1000), "Grid levels of each range, an even number"));
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
  points.groups = {"trajectories", request.factors.size() + 1};
  return points;
}

namespace {

/// How large the sample is.
struct Size {
  std::size_t scrambles;
  std::size_t rows;
  std::size_t blocks;

  [[nodiscard]] std::size_t points() const { return scrambles * rows * blocks; }
};

/// Where a point stands in the sample.
struct Place {
  std::size_t scramble;
  std::size_t row;
  std::size_t block;
};

Place place_of(std::size_t point, const Size& size) {
  const std::size_t row = point / size.blocks;
  return {row / size.rows, row % size.rows, point % size.blocks};
}

std::vector<std::string> block_names(std::size_t dimensions, SecondOrder second_order) {
  std::vector<std::string> names = {"A", "B"};
  for (std::size_t i = 1; i <= dimensions; ++i) names.push_back(fmt::format("AB_{}", i));
  if (second_order == SecondOrder::no) return names;
  for (std::size_t i = 1; i <= dimensions; ++i) names.push_back(fmt::format("BA_{}", i));
  return names;
}

DesignColumn column(const char* name, const char* description, const Size& size,
                    std::size_t Place::*member) {
  std::vector<std::int64_t> values;
  values.reserve(size.points());
  for (std::size_t point = 0; point < size.points(); ++point) {
    values.push_back(static_cast<std::int64_t>(place_of(point, size).*member));
  }
  return {name, description, std::move(values)};
}

}  // namespace

DesignPoints make_saltelli(const DesignRequest& request) {
  require_factors(request);
  const ConfigSection& section = request.section;
  const std::size_t dimensions = request.factors.size();
  if (2 * dimensions > SobolSequence::most_dimensions()) {
    section.fail("factors", "there are too many factors for a Sobol sequence",
                 fmt::format("at most {} factors", SobolSequence::most_dimensions() / 2));
  }
  const std::size_t rows = read_power_of_two(
      section, "samples", 64, "Rows of the matrices A and B in each scramble: a power of two");
  const auto scrambles = static_cast<std::size_t>(
      section.integer("scrambles", 16, Bounds::between(1, 1000),
                      "Independent scrambles, from whose spread the intervals are computed"));
  const auto second_order =
      section.boolean("second_order", false, "Also the points that second-order indices need")
          ? SecondOrder::yes
          : SecondOrder::no;
  const Size size = {scrambles, rows, SaltelliSample::blocks_of(dimensions, second_order)};
  require_points(section, "samples", rows, scrambles * size.blocks);
  const std::uint64_t seed = read_design_seed(request);

  std::vector<SaltelliSample> samples;
  for (std::uint32_t scramble = 0; scramble < scrambles; ++scramble) {
    samples.emplace_back(dimensions, second_order, SampleSeed{seed, scramble});
  }
  DesignPoints points;
  for (std::size_t i = 0; i < dimensions; ++i) {
    std::vector<double> quantiles;
    quantiles.reserve(size.points());
    for (std::size_t point = 0; point < size.points(); ++point) {
      const Place place = place_of(point, size);
      quantiles.push_back(samples[place.scramble].coordinate(place.row, place.block, i));
    }
    points.factors.push_back(at_quantiles(request.factors[i], quantiles));
  }
  points.numbers = {{"samples", static_cast<std::int64_t>(rows)},
                    {"scrambles", static_cast<std::int64_t>(scrambles)},
                    {"second_order", second_order == SecondOrder::yes ? 1 : 0},
                    {"seed", static_cast<std::int64_t>(seed)}};
  points.columns = {
      column("scramble", "Number of the independent scramble.", size, &Place::scramble),
      column("row", "Row of the matrices in the scramble.", size, &Place::row),
      column("block", "Matrix: A, B, AB_i: A with column i from B, BA_i: B with column i from A.",
             size, &Place::block)};
  points.columns.back().meanings = block_names(dimensions, second_order);
  points.groups = {"scrambles", rows * size.blocks};
  return points;
}

}  // namespace bacelab
