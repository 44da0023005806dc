#include "experiments/design/types/saltelli.hpp"

#include <fmt/format.h>

#include "experiments/design/sampling/saltelli_sample.hpp"

namespace bacelab {
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
                      "Independent scrambles, between which the indices' intervals are taken"));
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
  return points;
}

}  // namespace bacelab
