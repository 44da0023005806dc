#pragma once

/// Distributions and their quantiles, by Boost.Math over the functions of elementary.hpp: the same
/// values everywhere, as long as the version of Boost is the same.
namespace bacelab::arithmetic {

/// Phi(z) of the standard normal distribution.
double normal_cdf(double z);
/// The z with Phi(z) = probability; infinite for 0 and 1.
double normal_quantile(double probability);
/// The z with 1 - Phi(z) = probability, precise where the probability is small; infinite for 0
/// and 1.
double normal_upper_quantile(double probability);

/// The x below which a gamma variable of this shape > 0 and scale 1 falls with a probability in
/// (0, 1); 0 where it is too small for a double.
double gamma_quantile(double shape, double probability);

/// The probability that Student's t with that many degrees of freedom (> 0) exceeds t.
double student_upper_tail(double t, double degrees_of_freedom);
/// The t that is exceeded with a probability in (0, 1).
double student_upper_quantile(double probability, double degrees_of_freedom);

/// The smallest k with P(successes <= k) >= probability, of n trials that succeed with
/// probability p.
double binomial_quantile(double trials, double p, double probability);
/// The smallest k with P(successes > k) <= probability.
double binomial_upper_quantile(double trials, double p, double probability);

}  // namespace bacelab::arithmetic
