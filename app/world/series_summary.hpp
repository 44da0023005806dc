#pragma once

#include <cstddef>
#include <vector>

#include "core/cluster/series.hpp"

namespace bacelab {

/// What a series does up to a time, weighted by time.
struct SeriesSummary {
  double mean = 0.0;
  double deviation = 0.0;  ///< standard deviation about the mean
  double least = 0.0;
  double most = 0.0;
};

/// Summary of a series over [0, end_s], end_s > 0.
SeriesSummary summary_of(const Series& series, double end_s);

/// Means of a series over equal parts of [0, end_s].
std::vector<double> means_of_parts(const Series& series, double end_s, std::size_t parts);

/// How many of the times lie in each of equal parts of [0, end_s]; later ones in none.
std::vector<double> counts_of_parts(const std::vector<double>& times_s, double end_s,
                                    std::size_t parts);

}  // namespace bacelab
