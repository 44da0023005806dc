#pragma once

namespace bacelab {

/// The x > 0 (0 where it is too small for a double) below which a gamma variable of this shape and
/// scale 1 falls with probability `uniform`, in (0, 1). One uniform number gives one gamma number,
/// so it takes one position of a stream.
double gamma_quantile(double shape, double uniform);

/// A standard normal variable truncated to [low, high] (infinite ends allowed), low < high, with
/// density phi(x) / (Phi(high) - Phi(low)).
class TruncatedNormal {
 public:
  TruncatedNormal(double low, double high);

  /// Phi(high) - Phi(low): the probability of the range before truncation.
  [[nodiscard]] double mass() const { return mass_; }
  /// The x below which the variable falls with probability `uniform`, in (0, 1).
  [[nodiscard]] double quantile(double uniform) const;
  /// The mean of exp(sigma x): exp(sigma^2/2) (Phi(high - sigma) - Phi(low - sigma)) / mass().
  [[nodiscard]] double mean_exponential(double sigma) const;

 private:
  double low_;
  double high_;
  double mass_;
};

}  // namespace bacelab
