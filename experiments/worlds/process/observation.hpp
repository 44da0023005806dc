#pragma once

#include "core/cluster/series.hpp"
#include "experiments/random/stream.hpp"
#include "experiments/text/section.hpp"

namespace bacelab {

/// A series as a scheduler sees it (MODEL.md section 10): the true one `delay` seconds late, its
/// first value until its second one is seen, times exp(u - sigma^2/2) with u normal of standard
/// deviation sigma, drawn independently at each breakpoint: with breakpoints t_i of values v_i,
/// from t_i + delay on v_i exp(u_i - sigma^2/2), for i = 0 from 0 on. The mean of the noise is 1; a
/// series that never changes is seen with the same error for ever.
class Observation {
 public:
  /// The series as it is.
  Observation() = default;
  /// Both >= 0; sigma of the logarithm, without unit.
  Observation(double delay_s, double noise_sigma) : delay_s_(delay_s), sigma_(noise_sigma) {}
  /// Reads `delay_minutes` and `noise_sigma`.
  static Observation read(const ConfigSection& section);

  [[nodiscard]] bool exact() const { return delay_s_ == 0.0 && sigma_ == 0.0; }
  /// The series as it is seen. `truth` is a series equal to the true one, generated as it is read;
  /// position i of the stream is the noise of its breakpoint i.
  [[nodiscard]] Series seen(Series truth, const RandomStream& noise) const;

 private:
  double delay_s_ = 0.0;
  double sigma_ = 0.0;
};

}  // namespace bacelab
