#pragma once

#include <memory>
#include <string>
#include <vector>

#include "experiments/text/document.hpp"
#include "experiments/worlds/arrivals/arrivals.hpp"

namespace bacelab::testing {

template <class Process>
std::shared_ptr<const ArrivalProcess> make_arrivals(const std::string& keys) {
  return Process::make(ConfigDocument::parse(keys, "study.toml").root());
}

/// 100 GPUs, and jobs of 200 GPU-hours: a load of 0.5 is 0.25 jobs per hour.
inline ArrivalContext context_of(std::uint32_t replication = 0) {
  return {{1, replication, 0, 0}, 100, 7.2e5, 0.0};
}

/// The times before the first arrival and between two of them.
inline std::vector<double> gaps(const std::vector<double>& times) {
  std::vector<double> gaps = {times.front()};
  for (std::size_t i = 1; i < times.size(); ++i) gaps.push_back(times[i] - times[i - 1]);
  return gaps;
}

/// How many of the times lie before `end`.
inline double count_before(const std::vector<double>& times, double end) {
  double count = 0.0;
  for (const double t : times) count += t < end ? 1.0 : 0.0;
  return count;
}

}  // namespace bacelab::testing
