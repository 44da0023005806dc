#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/cluster/series.hpp"
#include "experiments/worlds/generate.hpp"
#include "experiments/worlds/moments.hpp"

namespace bacelab {

/// A series of a world beside what is expected of it over a long time.
struct ShownSeries {
  std::string name;
  const Series* series = nullptr;
  std::optional<Moments> theory;  ///< in the unit of the series
};

/// Series of one kind. Values are divided by `divisor` where they are shown.
struct SeriesGroup {
  std::string title;
  std::string unit;
  double divisor = 1.0;
  std::vector<ShownSeries> series;
};

/// The jobs of a world beside what is expected of them.
struct ShownJobs {
  std::vector<double> arrivals_s;
  ArrivalTheory arrivals;
  std::vector<double> ideal_hours;                             ///< E_j
  double mean_ideal_hours = 0.0;                               ///< expected, of the jobs' templates
  std::vector<std::pair<std::string, std::size_t>> templates;  ///< and how many jobs have them
};

/// A world as a person wants to see it. Refers to the world that it was made of.
struct WorldView {
  std::vector<SeriesGroup> groups;
  ShownJobs jobs;
};

WorldView view_of(const WorldModel& model, const GeneratedWorld& world);

}  // namespace bacelab
