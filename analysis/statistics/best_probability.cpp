#include "analysis/statistics/best_probability.hpp"

#include <stdexcept>

#include "analysis/statistics/compensated_sum.hpp"
#include "analysis/statistics/sample_checks.hpp"
#include "analysis/statistics/wilson.hpp"

namespace bacelab {
namespace {

void require_columns(std::span<const std::span<const double>> columns) {
  if (columns.empty()) throw std::invalid_argument("none of no policies is the best");
  for (const auto& column : columns) {
    if (column.size() != columns.front().size()) {
      throw std::invalid_argument("each policy needs one value in each world");
    }
    require_finite(column, "policy");
  }
}

/// Is no policy better than this one in this world?
bool is_best(std::span<const std::span<const double>> columns, std::size_t policy,
             std::size_t world, Direction direction) {
  for (const auto& other : columns) {
    if (advantage(other[world], columns[policy][world], direction) > 0.0) return false;
  }
  return true;
}

}  // namespace

std::vector<std::vector<double>> best_scores(std::span<const std::span<const double>> columns,
                                             Direction direction) {
  require_columns(columns);
  const std::size_t worlds = columns.front().size();
  std::vector<std::vector<double>> scores(columns.size(), std::vector<double>(worlds, 0.0));
  std::vector<std::size_t> best;
  for (std::size_t world = 0; world < worlds; ++world) {
    best.clear();
    for (std::size_t policy = 0; policy < columns.size(); ++policy) {
      if (is_best(columns, policy, world, direction)) best.push_back(policy);
    }
    for (const std::size_t policy : best) {
      scores[policy][world] = 1.0 / static_cast<double>(best.size());
    }
  }
  return scores;
}

std::vector<Estimate> best_probabilities(std::span<const std::span<const double>> columns,
                                         Direction direction, double confidence) {
  require_confidence(confidence);
  std::vector<Estimate> estimates;
  for (const auto& scores : best_scores(columns, direction)) {
    if (scores.empty()) {
      estimates.push_back(Estimate::undefined(no_pairs_reason));
      continue;
    }
    CompensatedSum sum;
    for (const double score : scores) sum.add(score);
    const auto worlds = static_cast<double>(scores.size());
    estimates.push_back(
        {sum.divided_by(worlds), wilson_interval(sum.total(), scores.size(), confidence)});
  }
  return estimates;
}

}  // namespace bacelab
