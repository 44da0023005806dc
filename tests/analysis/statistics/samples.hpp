#pragma once

#include <cstddef>
#include <vector>

#include <rapidcheck.h>

namespace bacelab::samples {

/// Two policies in the same worlds.
struct Pairs {
  std::vector<double> a;
  std::vector<double> b;
};

/// Between two and 40 pairs of positive eighths from 1 to 125: with ties and equal values, exact
/// under subtraction.
inline Pairs arbitrary_pairs() {
  const auto n = *rc::gen::inRange<std::size_t>(2, 41);
  const auto column = rc::gen::container<std::vector<int>>(n, rc::gen::inRange(8, 1001));
  Pairs pairs;
  for (const int eighths : *column) pairs.a.push_back(eighths / 8.0);
  for (const int eighths : *column) pairs.b.push_back(eighths / 8.0);
  return pairs;
}

/// All values times `factor`.
inline std::vector<double> scaled(std::vector<double> values, double factor) {
  for (double& value : values) value *= factor;
  return values;
}

}  // namespace bacelab::samples
