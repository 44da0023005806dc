#include "analysis/statistics/dominance.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <vector>

#include "analysis/statistics/moments.hpp"

namespace bacelab {
namespace {

/// The distinct values of both samples, ascending, and where each value stands among them.
struct Levels {
  Levels(std::span<const double> a, std::span<const double> b, double sign) {
    std::vector<double> values;
    for (const double value : a) values.push_back(sign * value);
    for (const double value : b) values.push_back(sign * value);
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    count = values.size();
    const auto place = [&](double value) {
      return static_cast<std::size_t>(std::lower_bound(values.begin(), values.end(), sign * value) -
                                      values.begin());
    };
    for (const double value : a) of_a.push_back(place(value));
    for (const double value : b) of_b.push_back(place(value));
  }

  std::size_t count = 0;
  std::vector<std::size_t> of_a;
  std::vector<std::size_t> of_b;
};

/// n (G - F) at each level, of these rows.
std::vector<int> gaps(const Levels& levels, const std::vector<std::size_t>& rows) {
  std::vector<int> gap(levels.count, 0);
  for (const std::size_t row : rows) {
    --gap[levels.of_a[row]];
    ++gap[levels.of_b[row]];
  }
  for (std::size_t i = 1; i < gap.size(); ++i) gap[i] += gap[i - 1];
  return gap;
}

}  // namespace

Dominance dominance(std::span<const double> a, std::span<const double> b, Direction direction,
                    const Bootstrap& bootstrap) {
  require_pairs(a, b);
  if (a.size() < enough_pairs) {
    const Undefined reason{fmt::format(
        "{} worlds are too few for a test of dominance; {} are needed", a.size(), enough_pairs)};
    return {reason, reason};
  }
  const Levels levels(a, b, direction == Direction::smaller_is_better ? 1.0 : -1.0);
  std::vector<std::size_t> all(a.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  const std::vector<int> observed = gaps(levels, all);
  const auto [lowest, highest] = std::minmax_element(observed.begin(), observed.end());
  // Counts of 0 at the last level, so that neither is on the wrong side of 0.
  const int against_policy = *highest;
  const int against_baseline = -*lowest;
  std::vector<char> beyond_policy(bootstrap.resamples);
  std::vector<char> beyond_baseline(bootstrap.resamples);
  tbb::parallel_for(std::size_t{0}, bootstrap.resamples, [&](std::size_t resample) {
    const std::vector<int> gap = gaps(levels, resampled_rows(a.size(), bootstrap, resample));
    int largest = 0;
    int smallest = 0;
    for (std::size_t i = 0; i < gap.size(); ++i) {
      largest = std::max(largest, gap[i] - observed[i]);
      smallest = std::min(smallest, gap[i] - observed[i]);
    }
    beyond_policy[resample] = static_cast<char>(largest >= against_policy);
    beyond_baseline[resample] = static_cast<char>(-smallest >= against_baseline);
  });
  const auto share = [&](const std::vector<char>& beyond) {
    return static_cast<double>(std::count(beyond.begin(), beyond.end(), 1)) /
           static_cast<double>(bootstrap.resamples);
  };
  return {share(beyond_policy), share(beyond_baseline)};
}

DominanceVerdict verdict_of(const Dominance& dominance, double level) {
  const bool is_policy_refuted = dominance.of_policy.value() < level;
  const bool is_baseline_refuted = dominance.of_baseline.value() < level;
  if (is_policy_refuted) {
    return is_baseline_refuted ? DominanceVerdict::neither : DominanceVerdict::baseline;
  }
  return is_baseline_refuted ? DominanceVerdict::policy : DominanceVerdict::undecided;
}

}  // namespace bacelab
