#include "experiments/arithmetic/elementary.hpp"

#include <sleef.h>

#include <cstddef>

#if defined(__x86_64__)
#include <immintrin.h>

// The header declares them only where the whole program is built for AVX.
extern "C" {
__m256d Sleef_cinz_expd4_u10avx(__m256d x);
__m256d Sleef_cinz_cosd4_u10avx(__m256d x);
__m256d Sleef_cinz_logd4_u35avx(__m256d x);
__m256d Sleef_cinz_cosd4_u35avx(__m256d x);
}
#endif

namespace bacelab::arithmetic {

double exp(double x) { return Sleef_cinz_expd1_u10purec(x); }
double expm1(double x) { return Sleef_cinz_expm1d1_u10purec(x); }
double log(double x) { return Sleef_cinz_logd1_u10purec(x); }
double log1p(double x) { return Sleef_cinz_log1pd1_u10purec(x); }
double log10(double x) { return Sleef_cinz_log10d1_u10purec(x); }
double pow(double x, double y) { return Sleef_cinz_powd1_u10purec(x, y); }
double sin(double x) { return Sleef_cinz_sind1_u10purec(x); }
double cos(double x) { return Sleef_cinz_cosd1_u10purec(x); }
double tan(double x) { return Sleef_cinz_tand1_u10purec(x); }
double asin(double x) { return Sleef_cinz_asind1_u10purec(x); }
double acos(double x) { return Sleef_cinz_acosd1_u10purec(x); }
double atan(double x) { return Sleef_cinz_atand1_u10purec(x); }
double sinh(double x) { return Sleef_cinz_sinhd1_u10purec(x); }
double cosh(double x) { return Sleef_cinz_coshd1_u10purec(x); }
double tanh(double x) { return Sleef_cinz_tanhd1_u10purec(x); }
double erfc(double x) { return Sleef_cinz_erfcd1_u15purec(x); }
double quick_log(double x) { return Sleef_cinz_logd1_u35purec(x); }
double quick_cos(double x) { return Sleef_cinz_cosd1_u35purec(x); }

namespace {

template <class Function>
void replace(std::span<double> x, Function* function) {
  for (double& value : x) value = function(value);
}

#if defined(__x86_64__)

template <auto* function>
__attribute__((target("avx"))) std::size_t by_fours(std::span<double> x) {
  std::size_t i = 0;
  for (; i + 4 <= x.size(); i += 4) {
    _mm256_storeu_pd(&x[i], function(_mm256_loadu_pd(&x[i])));
  }
  _mm256_zeroupper();
  return i;
}

template <auto* function>
std::size_t by_pairs(std::span<double> x) {
  std::size_t i = 0;
  for (; i + 2 <= x.size(); i += 2) _mm_storeu_pd(&x[i], function(_mm_loadu_pd(&x[i])));
  return i;
}

/// Replaces what fills registers of the processor, and then the rest one by one.
template <auto* fours, auto* pairs, class Function>
void replace(std::span<double> x, Function* one) {
  static const bool has_avx = __builtin_cpu_supports("avx") != 0;
  const std::size_t done = has_avx ? by_fours<fours>(x) : by_pairs<pairs>(x);
  replace(x.subspan(done), one);
}

// SLEEF's names of the forms of one function: four, two and one at a time.
#define REPLACE(x, function, precision)                 \
  replace<Sleef_cinz_##function##d4_##precision##avx,   \
          Sleef_cinz_##function##d2_##precision##sse2>( \
      x, Sleef_cinz_##function##d1_##precision##purec)

#else

#define REPLACE(x, function, precision) replace(x, Sleef_cinz_##function##d1_##precision##purec)

#endif

}  // namespace

void exp(std::span<double> x) { REPLACE(x, exp, u10); }
void cos(std::span<double> x) { REPLACE(x, cos, u10); }
void quick_log(std::span<double> x) { REPLACE(x, log, u35); }
void quick_cos(std::span<double> x) { REPLACE(x, cos, u35); }

#undef REPLACE

}  // namespace bacelab::arithmetic
