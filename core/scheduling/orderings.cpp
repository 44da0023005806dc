#include "core/scheduling/orderings.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/contract.hpp"

namespace bacelab {
namespace {

bool is_number(double value) { return !std::isnan(value); }

}  // namespace

void sort_by_score(std::span<const double> scores, std::vector<std::uint32_t>& positions) {
  BACELAB_EXPECTS(std::all_of(scores.begin(), scores.end(), is_number));
  positions.resize(scores.size());
  std::iota(positions.begin(), positions.end(), 0U);
  std::sort(positions.begin(), positions.end(), [&](std::uint32_t x, std::uint32_t y) {
    return scores[x] != scores[y] ? scores[x] < scores[y] : x < y;
  });
}

void BacePriority::score(const Situation& situation, std::vector<double>& scores) const {
  const auto pending = situation.pending;
  double longest = 0.0;
  double highest_demand = 0.0;
  for (const PendingJob& job : pending) {
    BACELAB_EXPECTS(job.ideal_s > 0.0 && job.plan->best().demand_bit_per_s > 0.0);
    longest = std::max(longest, job.ideal_s);
    highest_demand = std::max(highest_demand, job.plan->best().demand_bit_per_s);
  }
  const double alpha =
      network_utilisation(situation.state.total_demand(), situation.state.total_capacity());
  scores.clear();
  for (const PendingJob& job : pending) {
    const double length = job.ideal_s / longest;
    const double demand = job.plan->best().demand_bit_per_s / highest_demand;
    scores.push_back(-((1.0 - alpha) * (1.0 - length) + alpha * (1.0 - demand)));
  }
}

void Fcfs::score(const Situation& situation, std::vector<double>& scores) const {
  scores.clear();
  for (const PendingJob& job : situation.pending) scores.push_back(job.arrival_s);
}

void Sjf::score(const Situation& situation, std::vector<double>& scores) const {
  scores.clear();
  for (const PendingJob& job : situation.pending) scores.push_back(job.ideal_s);
}

}  // namespace bacelab
