#include "experiments/arithmetic/elementary.hpp"

#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "experiments/random/stream.hpp"

namespace bacelab {
namespace {

std::vector<double> arguments(double low, double high) {
  const RandomStream stream({.seed = 7}, "arguments");
  std::vector<double> x;
  for (std::uint32_t i = 0; i < 10'007; ++i) x.push_back(low + (high - low) * stream.uniform(i));
  return x;
}

/// The largest distance from the C library's long double, in units in the last place.
template <class Function, class Reference>
double largest_error(Function function, Reference reference, double low, double high) {
  double largest = 0.0;
  for (const double x : arguments(low, high)) {
    const long double exact = reference(static_cast<long double>(x));
    const auto rounded = static_cast<double>(exact);
    const double unit =
        std::abs(std::nextafter(rounded, std::numeric_limits<double>::infinity()) - rounded);
    largest = std::max(largest, static_cast<double>(std::abs(function(x) - exact) / unit));
  }
  return largest;
}

#define CHECK_ERROR(name, low, high, units)                         \
  CHECK(largest_error([](double x) { return arithmetic::name(x); }, \
                      [](long double x) { return std::name(x); }, low, high) <= (units))

}  // namespace

TEST_CASE("elementary functions are within their bounds of the C library's in long double",
          "[arithmetic][reference]") {
  CHECK_ERROR(exp, -700.0, 700.0, 1.0);
  CHECK_ERROR(expm1, -2.0, 2.0, 1.0);
  CHECK_ERROR(log, 0.0, 3.0, 1.0);
  CHECK_ERROR(log1p, -0.9, 3.0, 1.0);
  CHECK_ERROR(log10, 0.0, 1e6, 1.0);
  CHECK_ERROR(sin, -30.0, 30.0, 1.0);
  CHECK_ERROR(cos, -30.0, 30.0, 1.0);
  CHECK_ERROR(tan, -30.0, 30.0, 1.0);
  CHECK_ERROR(asin, -1.0, 1.0, 1.0);
  CHECK_ERROR(acos, -1.0, 1.0, 1.0);
  CHECK_ERROR(atan, -30.0, 30.0, 1.0);
  CHECK_ERROR(sinh, -30.0, 30.0, 1.0);
  CHECK_ERROR(cosh, -30.0, 30.0, 1.0);
  CHECK_ERROR(tanh, -3.0, 3.0, 1.0);
  CHECK_ERROR(erfc, -3.0, 20.0, 1.5);
}

TEST_CASE("the quick forms are within 3.5 units in the last place", "[arithmetic][reference]") {
  const auto log = [](long double x) { return std::log(x); };
  const auto cos = [](long double x) { return std::cos(x); };
  CHECK(largest_error([](double x) { return arithmetic::quick_log(x); }, log, 0.0, 1.0) <= 3.5);
  CHECK(largest_error([](double x) { return arithmetic::quick_cos(x); }, cos, 0.0, 6.3) <= 3.5);
}

TEST_CASE("limits are the usual ones", "[arithmetic]") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  CHECK(arithmetic::exp(-infinity) == 0.0);
  CHECK(arithmetic::exp(1e4) == infinity);
  CHECK(arithmetic::exp(0.0) == 1.0);
  CHECK(arithmetic::log(0.0) == -infinity);
  CHECK(arithmetic::log(1.0) == 0.0);
  CHECK(arithmetic::pow(2.0, 10.0) == 1024.0);
  CHECK(std::isnan(arithmetic::log(-1.0)));
}

TEST_CASE("many at a time have the same bits as one by one, for any number of them",
          "[arithmetic]") {
  const auto same = [](void (*many)(std::span<double>), double (*one)(double),
                       std::vector<double> x) {
    for (const std::size_t count : {0UL, 1UL, 2UL, 3UL, 5UL, 8UL, 11UL, x.size()}) {
      std::vector<double> y(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(count));
      many(y);
      for (std::size_t i = 0; i < count; ++i) {
        if (std::bit_cast<std::uint64_t>(y[i]) != std::bit_cast<std::uint64_t>(one(x[i]))) {
          return false;
        }
      }
    }
    return true;
  };
  CHECK(same(arithmetic::exp, arithmetic::exp, arguments(-40.0, 40.0)));
  CHECK(same(arithmetic::cos, arithmetic::cos, arguments(-40.0, 40.0)));
  CHECK(same(arithmetic::quick_log, arithmetic::quick_log, arguments(0.0, 1.0)));
  CHECK(same(arithmetic::quick_cos, arithmetic::quick_cos, arguments(0.0, 6.3)));
}

// SLEEF 3.5.1 on x86-64 and, emulated, on aarch64.
TEST_CASE("the bits are these on every machine", "[arithmetic][reference]") {
  const auto bits = [](double x) { return std::bit_cast<std::uint64_t>(x); };
  CHECK(bits(arithmetic::exp(1.0)) == 0x4005bf0a8b14576a);
  CHECK(bits(arithmetic::log(3.0)) == 0x3ff193ea7aad030b);
  CHECK(bits(arithmetic::cos(1e6)) == 0x3fedf9df9906d32c);
  CHECK(bits(arithmetic::quick_log(0.7)) == 0xbfd6d3c324e13f50);
  CHECK(bits(arithmetic::quick_cos(4.0)) == 0xbfe4eaa606db24c1);
  CHECK(bits(arithmetic::erfc(2.0)) == 0x3f7328f5ec350e66);
  CHECK(bits(arithmetic::pow(3.0, 0.1)) == 0x3ff1dba3f92c888b);
}

}  // namespace bacelab
