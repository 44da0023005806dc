#pragma once

#include <vector>

#include "core/cluster/series.hpp"

namespace bacelab::testing {

/// `count` breakpoints, one per call, `step_s` apart; the value is the number of the breakpoint.
/// Counts the calls.
class CountingSource final : public SeriesSource {
 public:
  CountingSource(int count, double step_s, int& calls)
      : count_(count), step_s_(step_s), calls_(calls) {}

  bool extend(std::vector<double>& times_s, std::vector<double>& values) override {
    ++calls_;
    if (next_ >= count_) return false;
    times_s.push_back(next_ * step_s_);
    values.push_back(next_);
    ++next_;
    return true;
  }

 private:
  int count_;
  double step_s_;
  int& calls_;
  int next_ = 0;
};

}  // namespace bacelab::testing
