#include "experiments/random/fingerprint.hpp"

#define XXH_INLINE_ALL
#include <fmt/format.h>
#include <xxhash.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include "experiments/arithmetic/elementary.hpp"
#include "experiments/arithmetic/quantiles.hpp"
#include "experiments/random/stream.hpp"

namespace bacelab {
namespace {

constexpr std::uint32_t arguments = 64;

void add_functions(std::vector<double>& answers, double u) {
  const double x = 20.0 * u - 10.0;
  const double positive = std::ldexp(u, static_cast<int>(x));
  for (const double answer :
       {arithmetic::exp(x), arithmetic::expm1(x), arithmetic::log(positive),
        arithmetic::log1p(positive), arithmetic::log10(positive), arithmetic::pow(positive, x),
        arithmetic::sin(x), arithmetic::cos(x), arithmetic::tan(x), arithmetic::atan(x),
        arithmetic::asin(u), arithmetic::acos(u), arithmetic::sinh(x), arithmetic::cosh(x),
        arithmetic::tanh(x), arithmetic::erfc(x), arithmetic::quick_log(u),
        arithmetic::quick_cos(x)}) {
    answers.push_back(answer);
  }
}

void add_quantiles(std::vector<double>& answers, double u) {
  answers.push_back(arithmetic::normal_cdf(4.0 * u - 2.0));
  answers.push_back(arithmetic::normal_quantile(u));
  answers.push_back(arithmetic::gamma_quantile(4.0 * u, 1.0 - u));
  answers.push_back(arithmetic::gamma_quantile(0.01 + 0.1 * u, u));  // tiny ones
  answers.push_back(arithmetic::student_upper_tail(u, std::ceil(100.0 * u)));
  answers.push_back(arithmetic::student_upper_quantile(u, std::ceil(100.0 * u)));
  answers.push_back(arithmetic::binomial_quantile(100.0, u, 0.025));
}

/// Sums that a compiler may not reorder, and products that it may not contract.
void add_basic_arithmetic(std::vector<double>& answers, const std::vector<double>& u) {
  double sum = 0.0;
  for (const double x : u) sum += x * (1.0 / 3.0 - x) + std::sqrt(x) / (x + 1.0);
  answers.push_back(sum);
}

}  // namespace

std::string arithmetic_fingerprint() {
  const RandomStream stream({.seed = 1, .replication = 2, .point = 3}, "fingerprint", "owner");
  std::vector<double> u;
  std::vector<double> answers;
  for (std::uint32_t i = 0; i < arguments; ++i) {
    u.push_back(stream.uniform(i));
    answers.push_back(u.back());
    answers.push_back(stream.normal(i));
    answers.push_back(stream.exponential(i));
    add_functions(answers, u.back());
  }
  for (std::uint32_t i = 0; i < arguments; i += 8) add_quantiles(answers, u[i]);
  add_basic_arithmetic(answers, u);
  return fmt::format("{:016x}", XXH3_64bits(answers.data(), answers.size() * sizeof(double)));
}

}  // namespace bacelab
