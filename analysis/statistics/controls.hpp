#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "analysis/statistics/estimate.hpp"

namespace bacelab {

/// A number that is known of each world whether it runs or not.
struct Control {
  std::string name;
  std::vector<double> values;  ///< in the worlds that ran
  double mean = 0.0;           ///< over all worlds that were drawn, those that ran among them
};

/// A control that can't be used, and why.
struct UnusedControl {
  std::string name;
  std::string reason;

  bool operator==(const UnusedControl&) const = default;
};

/// A mean over worlds, estimated with control variates.
struct ControlledMean {
  Estimate mean;
  /// How many worlds without controls would be as precise.
  ValueOrReason<double> worlds;

  bool operator==(const ControlledMean&) const = default;
};

/// Control variates of worlds: the mean of y over n worlds that ran, corrected by regression for
/// what the worlds happened to be,
///
///     mean(y) + b' (m - mean(x)),
///
/// with b the coefficients of least squares of y on the controls x, and m the means of the controls
/// over N worlds, n of which ran. With z = X^-T (m - mean(x)), X the triangle of the centred
/// controls, e the residuals and h their leverages, the variance is estimated by
///
///     sum((1/n + z' q_i)^2 e_i^2 / (1 - h_i)^2) + b' S b / N,
///
/// and the interval is Student's t with n - 1 - (number of controls) degrees of freedom. S. S.
/// Lavenberg and P. D. Welch, "A perspective on the use of control variables to increase the
/// efficiency of Monte Carlo simulations", Management Science 27 (1981), for known means of the
/// controls; the last term, for estimated ones, is that of double sampling (W. G. Cochran,
/// "Sampling Techniques", 3rd ed. 1977, chapter 12); the residuals' variance is the HC3 of J. G.
/// MacKinnon and H. White, Journal of Econometrics 29 (1985), for worlds of unequal spread.
class ControlVariates {
 public:
  /// Constant controls, those with an undefined value and those that are linear combinations of
  /// earlier ones are left out. Throws std::invalid_argument unless all have a value for each of at
  /// least two worlds, and N >= n.
  ControlVariates(std::span<const Control> controls, std::size_t ran, std::size_t drawn);

  [[nodiscard]] const std::vector<std::string>& used() const { return used_; }
  [[nodiscard]] const std::vector<UnusedControl>& unused() const { return unused_; }
  /// N.
  [[nodiscard]] std::size_t drawn() const { return drawn_; }

  /// The mean of y. Undefined for fewer worlds than fewest_worlds().
  /// Throws std::invalid_argument for another number of worlds, a value that is not finite or a
  /// confidence outside (0, 1).
  [[nodiscard]] ControlledMean mean(std::span<const double> y, double confidence) const;

  /// The fewest worlds that these controls are used for: ten for each and the mean, at least 100.
  [[nodiscard]] std::size_t fewest_worlds() const;

 private:
  void add(const Control& control);

  std::size_t ran_;
  std::size_t drawn_;
  std::vector<std::string> used_;
  std::vector<UnusedControl> unused_;
  std::vector<std::vector<double>> basis_;  // orthonormal, each with the mean 0
  std::vector<double> shift_;               // z: of the means, in terms of the basis
};

}  // namespace bacelab
