#pragma once

#include "experiments/random/stream.hpp"
#include "experiments/text/section.hpp"
#include "experiments/worlds/work/work.hpp"

namespace bacelab {

/// The limits of a job's hours (of E_j); 0 < low < high.
struct HoursRange {
  double low;
  double high;
};

/// Reads `low_hours` and `high_hours`. Throws InputError unless 0 < low < high.
HoursRange read_hours_range(const ConfigSection& section, const HoursRange& fallback);

/// Exponential hours: mean * e, e exponential of mean 1, P(hours > x) = exp(-x / mean) (Johnson,
/// Kotz and Balakrishnan 1994, Continuous Univariate Distributions 1, chapter 19).
class ExponentialWork final : public HoursDistribution {
 public:
  /// `mean_hours` > 0.
  explicit ExponentialWork(double mean_hours) : mean_hours_(mean_hours) {}
  static std::shared_ptr<const WorkDistribution> make(const ConfigSection& section);

  [[nodiscard]] double hours(const RandomStream& stream, std::uint32_t position) const override;
  [[nodiscard]] double mean_hours() const override { return mean_hours_; }

 private:
  double mean_hours_;
};

/// Gamma hours of a given mean and coefficient of variation cv: shape 1/cv^2, scale mean cv^2
/// (Johnson, Kotz and Balakrishnan 1994, Continuous Univariate Distributions 1, chapter 17). cv = 1
/// is exponential. A number that underflows to 0 is replaced by the smallest normal double times
/// the mean.
class GammaWork final : public HoursDistribution {
 public:
  /// `mean_hours` > 0; `cv` in [0.01, 10], without unit.
  GammaWork(double mean_hours, double cv);
  static std::shared_ptr<const WorkDistribution> make(const ConfigSection& section);

  [[nodiscard]] double hours(const RandomStream& stream, std::uint32_t position) const override;
  [[nodiscard]] double mean_hours() const override { return mean_hours_; }

 private:
  double mean_hours_;
  double shape_;
};

/// Lognormal hours: median * exp(sigma n), n standard normal; mean median * exp(sigma^2 / 2)
/// (Johnson, Kotz and Balakrishnan 1994, Continuous Univariate Distributions 1, chapter 14).
class LognormalWork final : public HoursDistribution {
 public:
  /// `median_hours` > 0; `sigma` >= 0, of the logarithm, without unit.
  LognormalWork(double median_hours, double sigma) : median_hours_(median_hours), sigma_(sigma) {}
  static std::shared_ptr<const WorkDistribution> make(const ConfigSection& section);

  [[nodiscard]] double hours(const RandomStream& stream, std::uint32_t position) const override;
  [[nodiscard]] double mean_hours() const override;

 private:
  double median_hours_;
  double sigma_;
};

/// Lognormal hours truncated to a range: median * exp(sigma n), n standard normal given that the
/// hours lie in it (not cut at its ends). `median` and `sigma` are those of the distribution before
/// it is truncated. With a = ln(low/median)/sigma and b = ln(high/median)/sigma the mean is median
/// e^(sigma^2/2) (Phi(b - sigma) - Phi(a - sigma)) / (Phi(b) - Phi(a)) (Johnson, Kotz and
/// Balakrishnan 1994, Continuous Univariate Distributions 1, chapters 13 and 14).
class TruncatedLognormalWork final : public HoursDistribution {
 public:
  /// `median_hours` > 0; `sigma` > 0, of the logarithm, without unit; the range in h. `make`
  /// refuses ranges with less than 10^-6 of the distribution.
  TruncatedLognormalWork(double median_hours, double sigma, const HoursRange& range);
  static std::shared_ptr<const WorkDistribution> make(const ConfigSection& section);

  [[nodiscard]] double hours(const RandomStream& stream, std::uint32_t position) const override;
  [[nodiscard]] double mean_hours() const override;

 private:
  double median_hours_;
  double sigma_;
  HoursRange range_;
  TruncatedNormal normal_;
};

/// A power law between two ends (bounded Pareto; Harchol-Balter 2013, Performance Modeling and
/// Design of Computer Systems, chapter 20): P(hours > x) = ((low/x)^a - (low/high)^a) /
/// (1 - (low/high)^a) for low <= x <= high, a > 0 the shape. A small shape gives a heavy tail.
class BoundedParetoWork final : public HoursDistribution {
 public:
  /// `shape` in (0, 100], without unit; 0 < low < high, in hours.
  BoundedParetoWork(double shape, double low_hours, double high_hours);
  static std::shared_ptr<const WorkDistribution> make(const ConfigSection& section);

  [[nodiscard]] double hours(const RandomStream& stream, std::uint32_t position) const override;
  [[nodiscard]] double mean_hours() const override;

 private:
  double shape_;
  double low_hours_;
  double high_hours_;
  double log_ratio_;  // ln(high / low)
};

}  // namespace bacelab
