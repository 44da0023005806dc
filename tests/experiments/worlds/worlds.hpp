#pragma once

#include <algorithm>
#include <cmath>
#include <sstream>
#include <string>
#include <vector>

#include "experiments/study/scenario/scenario_file.hpp"
#include "experiments/study/study_file.hpp"
#include "experiments/worlds/generate.hpp"

namespace bacelab::testing {

/// The study of a text at one point of its design.
inline Study study_of(const std::string& text, std::size_t point = 0) {
  return StudyFile::read(text, "study.toml", {}).at(point);
}

/// A world of a study with its first replication's number.
inline GeneratedWorld world_of(const Study& study, std::size_t replication = 0) {
  return generate_world(study.world, world_id(study, 0, replication));
}

/// A world as a scenario file, all series to their ends: equal texts, equal worlds to the last bit.
inline std::string text_of(const Scenario& scenario) {
  std::ostringstream text;
  write_scenario(text, scenario);
  return text.str();
}

inline std::string text_of_world(const Study& study, std::size_t replication = 0) {
  return text_of(world_of(study, replication).scenario);
}

/// What `look` sees in the worlds of replications 0, 1, ... `count` - 1.
template <class Look>
std::vector<double> over_worlds(const Study& study, std::size_t count, const Look& look) {
  std::vector<double> seen;
  seen.reserve(count);
  for (std::size_t replication = 0; replication < count; ++replication) {
    seen.push_back(look(world_of(study, replication).scenario));
  }
  return seen;
}

/// What the jobs of a world ask of it, by `seconds_of(world, job)`.
struct OfferedWork {
  double seconds = 0.0;       ///< of all jobs
  double deviation = 0.0;     ///< sqrt(cv^2 + 1): root of the mean square over the mean
  double last_arrival = 0.0;  ///< s
};

template <class SecondsOf>
OfferedWork offered_work(const Scenario& world, const SecondsOf& seconds_of) {
  OfferedWork offered;
  double squares = 0.0;
  for (const Job& job : world.jobs) {
    const double seconds = seconds_of(world, job);
    offered.seconds += seconds;
    squares += seconds * seconds;
    offered.last_arrival = std::max(offered.last_arrival, job.arrival_s);
  }
  const auto jobs = static_cast<double>(world.jobs.size());
  offered.deviation = std::sqrt(squares / jobs) / (offered.seconds / jobs);
  return offered;
}

/// A study of three regions in which everything is drawn and changes with time.
inline std::string lively_study(const std::string& regions = R"(["Ireland", "Tokyo", "Sydney"])") {
  return "[study]\nhorizon_hours = 60\nreplications = 10\n[regions]\nnames = " + regions +
         "\n[region.Tokyo]\nutc_offset_hours = 9\n"
         "[regions.outages]\nmean_hours_between = 10\nremaining_fraction = 0.9\n"
         "[network.fluctuation]\nsigma = 0.3\n[network.daily]\namplitude = 0.2\n"
         "[network.outages]\nmean_hours_between = 10\n"
         "[network.observed]\ndelay_minutes = 20\nnoise_sigma = 0.1\n"
         "[price.daily]\namplitude = 0.3\n[price.fluctuation]\nsigma = 0.2\n"
         "[price.spikes]\nstarts_per_year = 500\n[price.observed]\nnoise_sigma = 0.1\n"
         "[jobs]\ncount = 5\none_region = \"redraw_job\"\n"
         "[arrivals]\nprocess = \"poisson\"\nrate_per_hour = 1\n";
}

}  // namespace bacelab::testing
