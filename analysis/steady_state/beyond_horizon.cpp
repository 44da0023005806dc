#include "analysis/steady_state/beyond_horizon.hpp"

#include <algorithm>
#include <cmath>

namespace bacelab {

BeyondHorizon beyond_horizon(const ResultsFile& file, std::span<const std::size_t> points,
                             const std::vector<std::string>& policies) {
  BeyondHorizon found;
  const auto names = file.metric_names();
  if (std::find(names.begin(), names.end(), "beyond_horizon") == names.end()) return found;
  double after_s = 0.0;
  double all_s = 0.0;
  for (const std::size_t point : points) {
    for (const std::string& policy : policies) {
      const auto beyond_s = file.column("beyond_horizon", point, policy);
      const auto makespan_s = file.column("makespan", point, policy);
      for (std::size_t i = 0; i < beyond_s.size(); ++i) {
        if (!std::isfinite(beyond_s[i]) || !std::isfinite(makespan_s[i])) continue;
        ++found.runs;
        if (beyond_s[i] > 0.0) ++found.beyond;
        after_s += beyond_s[i];
        all_s += makespan_s[i];
      }
    }
  }
  if (all_s > 0.0) found.time_share = after_s / all_s;
  return found;
}

}  // namespace bacelab
