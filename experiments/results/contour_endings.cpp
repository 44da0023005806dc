#include "experiments/results/contour_endings.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include "experiments/results/create_variable.hpp"
#include "experiments/results/schema.hpp"
#include "experiments/text/storage_error.hpp"

namespace bacelab {
namespace {

using hdf5::Dataset;
using hdf5::Group;

template <class T>
Dataset write_points(const Group& root, const schema::FixedVariable& variable,
                     const std::vector<T>& values) {
  Dataset dataset =
      create_variable(root, variable.info(), {hdf5::element_of<T>(), {values.size()}});
  dataset.attach_scale(0, root.open_dataset(schema::point.name));
  dataset.write<T>(values, dataset.whole());
  return dataset;
}

template <class T>
std::vector<T> read_points(const Group& root, const schema::FixedVariable& variable,
                           std::size_t points) {
  const Dataset dataset = root.open_dataset(variable.name);
  std::vector<T> values = dataset.read<T>(dataset.whole());
  if (values.size() == points) return values;
  refuse_changed_file(root.place().file, "the contour at some points is missing");
}

}  // namespace

void write_contour(const Group& root, const PrecisionOutcome& outcome) {
  std::vector<std::uint8_t> sides;
  std::vector<double> values;
  std::vector<double> widths;
  for (const PointPrecision& point : outcome) {
    sides.push_back(static_cast<std::uint8_t>(point.contour->side));
    values.push_back(point.contour->value);
    widths.push_back(point.contour->half_width);
  }
  write_flags(write_points(root, schema::contour_side, sides), side_names);
  write_points(root, schema::contour_value, values);
  write_points(root, schema::contour_half_width, widths);
}

void read_contour(const Group& root, PrecisionOutcome& outcome) {
  const std::size_t points = outcome.size();
  const auto sides = read_points<std::uint8_t>(root, schema::contour_side, points);
  const auto values = read_points<double>(root, schema::contour_value, points);
  const auto widths = read_points<double>(root, schema::contour_half_width, points);
  for (std::size_t i = 0; i < points; ++i) {
    if (sides[i] >= side_names.size()) {
      refuse_changed_file(root.place().file, "there is no side " + std::to_string(sides[i]));
    }
    outcome[i].contour = PointContour{static_cast<Side>(sides[i]), values[i], widths[i]};
  }
}

}  // namespace bacelab
