#include "analysis/comparison/comparison_input.hpp"

#include <cmath>
#include <cstddef>
#include <set>
#include <stdexcept>

#include <fmt/format.h>

namespace bacelab {
namespace {

void require_valid(const PolicyColumn& column, const ComparisonInput& input) {
  if (column.values.size() != input.replications.size()) {
    throw std::invalid_argument(
        fmt::format("{} of {} has {} values for {} replications; each replication needs one",
                    input.metric, column.policy, column.values.size(), input.replications.size()));
  }
  for (std::size_t i = 0; i < column.values.size(); ++i) {
    if (std::isfinite(column.values[i])) continue;
    throw std::invalid_argument(fmt::format(
        "{} of {} is {} in replication {}: that run is incomplete and can't be compared; leave "
        "the replication out under all policies",
        input.metric, column.policy, column.values[i], input.replications[i]));
  }
}

}  // namespace

void require_valid(const ComparisonInput& input) {
  if (input.baselines.empty()) {
    throw std::invalid_argument(
        fmt::format("{} of {} has nothing to be compared with; name a baseline", input.metric,
                    input.policy_under_test.policy));
  }
  require_valid(input.policy_under_test, input);
  std::set<std::string> names{input.policy_under_test.policy};
  for (const PolicyColumn& baseline : input.baselines) {
    require_valid(baseline, input);
    if (names.insert(baseline.policy).second) continue;
    throw std::invalid_argument(
        fmt::format("{} stands twice in a comparison of {}; each policy has one place",
                    baseline.policy, input.metric));
  }
}

}  // namespace bacelab
