#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

#include "app/world/world_view.hpp"

namespace bacelab {

/// A line of characters (UTF-8) of eight heights, one per value, from `low` to `high`; values
/// beyond are drawn at the end. A line through the middle if low is high.
std::string sparkline(const std::vector<double>& values, double low, double high);

/// How much of a world is written.
struct TableExtent {
  double end_s;             ///< from time 0 to this
  std::size_t width;        ///< characters of a line
  std::size_t most_series;  ///< of each kind
};

/// Writes the series of a world as sparklines with their statistics over the time shown, next to
/// the theoretical long-run ones, and its jobs.
void write_world(std::ostream& out, const WorldView& view, const TableExtent& extent);

/// Which world of a study it is.
struct WorldOrigin {
  std::string study;  ///< the file
  std::size_t point;
  std::string point_label;  ///< the values of its factors; empty without a design
  std::size_t replication;
};

/// Writes the statistics of a world's series over [0, end_s], next to the theoretical long-run
/// ones, and its jobs as a JSON object, to full precision, in the units of the tables; null for
/// missing values.
void write_world_json(std::ostream& out, const WorldOrigin& origin, const WorldView& view,
                      double end_s);

}  // namespace bacelab
