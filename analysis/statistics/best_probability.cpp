#include "analysis/statistics/best_probability.hpp"

#include <algorithm>
#include <stdexcept>

#include "analysis/statistics/sample_checks.hpp"
#include "analysis/statistics/wilson.hpp"

namespace bacelab {
namespace {

/// Worlds whose scores are in memory at once.
constexpr std::size_t piece = 4096;

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

void BestCounter::add(std::span<const std::span<const double>> columns) {
  if (columns.size() != sums_.size()) {
    throw std::invalid_argument("the best policy is counted of the same policies in all worlds");
  }
  require_columns(columns);
  const std::size_t worlds = columns.front().size();
  for (std::size_t begin = 0; begin < worlds; begin += piece) {
    std::vector<std::span<const double>> of_piece;
    for (const auto& column : columns) {
      of_piece.push_back(column.subspan(begin, std::min(piece, worlds - begin)));
    }
    const auto scores = best_scores(of_piece, direction_);
    for (std::size_t policy = 0; policy < scores.size(); ++policy) {
      for (const double score : scores[policy]) sums_[policy].add(score);
    }
  }
  worlds_ += worlds;
}

std::vector<Estimate> BestCounter::probabilities(double confidence) const {
  require_confidence(confidence);
  std::vector<Estimate> estimates;
  for (const CompensatedSum& sum : sums_) {
    if (worlds_ == 0) {
      estimates.push_back(Estimate::undefined(no_pairs_reason));
      continue;
    }
    estimates.push_back({sum.divided_by(static_cast<double>(worlds_)),
                         wilson_interval(sum.total(), worlds_, confidence)});
  }
  return estimates;
}

std::vector<Estimate> best_probabilities(std::span<const std::span<const double>> columns,
                                         Direction direction, double confidence) {
  BestCounter counter(columns.size(), direction);
  counter.add(columns);
  return counter.probabilities(confidence);
}

}  // namespace bacelab
