#include "analysis/statistics/sample_checks.hpp"

#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

namespace bacelab {

void require_finite(std::span<const double> values, const std::string& name) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isfinite(values[i])) continue;
    throw std::invalid_argument(
        fmt::format("{}: value {} is {}, which has no place in a mean; leave incomplete runs out, "
                    "in whole pairs",
                    name, i, values[i]));
  }
}

void require_pairs(std::span<const double> a, std::span<const double> b) {
  if (a.size() != b.size()) {
    throw std::invalid_argument(
        fmt::format("{} values can't be paired with {}; a pair is one world under both policies",
                    a.size(), b.size()));
  }
  require_finite(a, "policy under test");
  require_finite(b, "baseline");
}

void require_confidence(double confidence) {
  if (confidence > 0.0 && confidence < 1.0) return;
  throw std::invalid_argument(fmt::format(
      "a confidence of {} makes no interval; it lies between 0 and 1, such as 0.95", confidence));
}

}  // namespace bacelab
