#include "analysis/statistics/proportions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "analysis/statistics/intervals.hpp"
#include "analysis/statistics/moments.hpp"

namespace bacelab {
namespace {

void require_count(double successes, std::size_t trials) {
  if (trials == 0) throw std::invalid_argument("without a trial nothing is known of a probability");
  if (successes >= 0.0 && successes <= static_cast<double>(trials)) return;
  throw std::invalid_argument(
      fmt::format("{} successes don't lie between 0 and {} trials", successes, trials));
}

}  // namespace

Interval wilson_interval(double successes, std::size_t trials, double confidence) {
  require_count(successes, trials);
  require_confidence(confidence);
  const double n = static_cast<double>(trials);
  const double share = successes / n;
  const double z = two_sided_normal_quantile(confidence);
  const double z2_n = z * z / n;
  const double centre = (share + z2_n / 2.0) / (1.0 + z2_n);
  const double spread = z * std::sqrt(share * (1.0 - share) / n + z2_n / (4.0 * n));
  const double half_width = spread / (1.0 + z2_n);
  return {successes == 0.0 ? 0.0 : centre - half_width, successes == n ? 1.0 : centre + half_width};
}

namespace {

Estimate probability_with_half_ties(std::size_t wins, std::size_t ties, std::size_t n,
                                    double confidence) {
  if (n == 0) return Estimate::undefined(no_pairs_reason);
  const double successes = static_cast<double>(wins) + static_cast<double>(ties) / 2.0;
  return {successes / static_cast<double>(n), wilson_interval(successes, n, confidence)};
}

}  // namespace

WinProbability win_probability(std::span<const double> a, std::span<const double> b,
                               Direction direction, double confidence) {
  require_pairs(a, b);
  require_confidence(confidence);
  std::size_t wins = 0;
  std::size_t ties = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double gain = advantage(a[i], b[i], direction);
    if (gain > 0.0) ++wins;
    if (gain == 0.0) ++ties;
  }
  return {wins, ties, a.size() - wins - ties,
          probability_with_half_ties(wins, ties, a.size(), confidence)};
}

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
