#include "experiments/random/stream.hpp"

#include <Random123/philox.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <numbers>

#include "experiments/arithmetic/elementary.hpp"
#include "experiments/arithmetic/quantiles.hpp"

namespace bacelab {
namespace {

constexpr std::uint32_t low_half(std::uint64_t bits) { return static_cast<std::uint32_t>(bits); }
constexpr std::uint32_t high_half(std::uint64_t bits) {
  return static_cast<std::uint32_t>(bits >> 32U);
}

constexpr std::uint64_t from_halves(std::uint32_t high, std::uint32_t low) {
  return static_cast<std::uint64_t>(high) << 32U | low;
}

/// The finaliser of SplitMix64 (Steele et al. 2014): a bijection that spreads every bit.
constexpr std::uint64_t mix(std::uint64_t bits) {
  bits = (bits ^ (bits >> 30U)) * 0xbf58476d1ce4e5b9U;
  bits = (bits ^ (bits >> 27U)) * 0x94d049bb133111ebU;
  return bits ^ (bits >> 31U);
}

/// The middles of 2^52 equal parts of (0, 1): never 0 nor 1. The upper 52 bits as the fraction of a
/// number in [1, 2): every step is exact, and processors do several at a time.
double to_unit_interval(std::uint64_t bits) {
  return (std::bit_cast<double>(0x3ff0000000000000U | bits >> 12U) - 1.0) + 0x1p-53;
}

// Positions that are drawn together: a few registers of every processor.
constexpr std::size_t drawn_together = 16;
using NumberBlock = std::array<double, drawn_together>;
using CounterWords =
    std::array<std::array<std::uint64_t, drawn_together>, 4>;  // by word, then counter

// Philox4x32: philox_multipliers of the first and the third word, and what is added to the key.
constexpr std::array<std::uint32_t, 2> philox_multipliers = {0xd2511f53U, 0xcd9e8d57U};
constexpr std::array<std::uint32_t, 2> increments = {0x9e3779b9U, 0xbb67ae85U};
constexpr int rounds = 10;

void philox_one_by_one(CounterWords& words, std::array<std::uint32_t, 2> key) {
  auto& [a, b, c, d] = words;
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < drawn_together; ++i) {
      const std::uint64_t from_a = std::uint64_t{philox_multipliers[0]} * low_half(a[i]);
      const std::uint64_t from_c = std::uint64_t{philox_multipliers[1]} * low_half(c[i]);
      a[i] = high_half(from_c) ^ b[i] ^ key[0];
      b[i] = from_c;
      c[i] = high_half(from_a) ^ d[i] ^ key[1];
      d[i] = from_a;
    }
    key[0] += increments[0];
    key[1] += increments[1];
  }
}

#if defined(__x86_64__)

/// The same, four counters to a register.
__attribute__((target("avx2"))) void philox_by_fours(CounterWords& words,
                                                     std::array<std::uint32_t, 2> key) {
  __m256i keys[rounds][2];
  for (auto& [of_a, of_c] : keys) {
    of_a = _mm256_set1_epi64x(key[0]);
    of_c = _mm256_set1_epi64x(key[1]);
    key[0] += increments[0];
    key[1] += increments[1];
  }
  const __m256i by_a = _mm256_set1_epi64x(philox_multipliers[0]);
  const __m256i by_c = _mm256_set1_epi64x(philox_multipliers[1]);
  for (std::size_t i = 0; i < drawn_together; i += 4) {
    __m256i x[4];
    for (std::size_t w = 0; w < 4; ++w) std::memcpy(&x[w], &words[w][i], sizeof x[w]);
    for (const auto& [of_a, of_c] : keys) {
      // The product looks at the lower halves only, so whatever is in the upper ones may stay.
      const __m256i from_a = _mm256_mul_epu32(x[0], by_a);
      const __m256i from_c = _mm256_mul_epu32(x[2], by_c);
      const __m256i high_a = _mm256_srli_epi64(from_a, 32);
      const __m256i high_c = _mm256_srli_epi64(from_c, 32);
      x[0] = _mm256_xor_si256(_mm256_xor_si256(high_c, x[1]), of_a);
      x[1] = from_c;
      x[2] = _mm256_xor_si256(_mm256_xor_si256(high_a, x[3]), of_c);
      x[3] = from_a;
    }
    for (std::size_t w = 0; w < 4; ++w) std::memcpy(&words[w][i], &x[w], sizeof x[w]);
  }
}

#endif

/// philox() of many counters: of each word the lower 32 bits count, before and after.
void philox_block(CounterWords& words, const std::array<std::uint32_t, 2>& key) {
#if defined(__x86_64__)
  static const bool has_avx2 = __builtin_cpu_supports("avx2") != 0;
  if (has_avx2) {
    philox_by_fours(words, key);
    return;
  }
#endif
  philox_one_by_one(words, key);
}

}  // namespace

RandomStream::RandomStream(const WorldId& world, std::string_view purpose, std::string_view owner)
    : key_{low_half(world.seed), high_half(world.seed)}, replication_(world.replication) {
  const std::uint64_t name = mix(stable_hash(purpose)) ^ stable_hash(owner);
  const std::uint64_t which =
      (static_cast<std::uint64_t>(world.point) << 32U) | static_cast<std::uint64_t>(world.attempt);
  const std::uint64_t stream = mix(mix(name) + which);
  stream_ = {low_half(stream), high_half(stream)};
}

double RandomStream::uniform(std::uint32_t position) const {
  return to_unit_interval(bits(position)[0]);
}

double RandomStream::normal(std::uint32_t position) const {
  const auto pair = bits(position);
  const double radius = std::sqrt(-2.0 * arithmetic::quick_log(to_unit_interval(pair[0])));
  return radius * arithmetic::quick_cos(2.0 * std::numbers::pi * to_unit_interval(pair[1]));
}

void RandomStream::normals(std::uint32_t first, std::span<double> numbers) const {
  NumberBlock radii;
  NumberBlock angles;
  for (std::size_t done = 0; done < numbers.size(); done += drawn_together) {
    const std::size_t count = std::min(drawn_together, numbers.size() - done);
    const auto position = first + static_cast<std::uint32_t>(done);
    CounterWords words = {};
    for (std::uint32_t i = 0; i < drawn_together; ++i) words[0][i] = position + i;
    words[1].fill(replication_);
    words[2].fill(stream_[0]);
    words[3].fill(stream_[1]);
    philox_block(words, key_);
    for (std::size_t i = 0; i < drawn_together; ++i) {
      radii[i] = to_unit_interval((words[1][i] << 32U | low_half(words[0][i])));
      angles[i] =
          2.0 * std::numbers::pi * to_unit_interval((words[3][i] << 32U | low_half(words[2][i])));
    }
    arithmetic::quick_log(radii);
    arithmetic::quick_cos(angles);
    for (std::size_t i = 0; i < drawn_together; ++i) angles[i] *= std::sqrt(-2.0 * radii[i]);
    std::copy_n(angles.begin(), count, numbers.begin() + static_cast<std::ptrdiff_t>(done));
  }
}

double RandomStream::exponential(std::uint32_t position) const {
  return -arithmetic::quick_log(uniform(position));
}

std::array<std::uint64_t, 2> RandomStream::bits(std::uint32_t position) const {
  const auto out = philox({position, replication_, stream_[0], stream_[1]}, key_);
  return {from_halves(out[1], out[0]), from_halves(out[3], out[2])};
}

std::array<std::uint32_t, 4> philox(const std::array<std::uint32_t, 4>& counter,
                                    const std::array<std::uint32_t, 2>& key) {
  using Philox = r123::Philox4x32_R<10>;
  const Philox::ctr_type out =
      Philox()({{counter[0], counter[1], counter[2], counter[3]}}, {{key[0], key[1]}});
  return {out[0], out[1], out[2], out[3]};
}

std::uint64_t stable_hash(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char character : text) {
    hash = (hash ^ static_cast<unsigned char>(character)) * 0x100000001b3U;
  }
  return hash;
}

std::string link_owner(std::string_view a, std::string_view b) {
  const auto [first, second] = std::minmax(a, b);
  // Names contain no newline, so no two pairs have the same text.
  return std::string(first) + '\n' + std::string(second);
}

namespace {

/// 1 - Phi(x), to full relative precision for x > 0.
double upper_tail(double x) { return arithmetic::normal_cdf(-x); }

/// Phi(high) - Phi(low), taken from the side on which the numbers are small.
double mass_between(double low, double high) {
  return low > 0.0 ? upper_tail(low) - upper_tail(high) : upper_tail(-high) - upper_tail(-low);
}

}  // namespace

TruncatedNormal::TruncatedNormal(double low, double high)
    : low_(low), high_(high), mass_(mass_between(low, high)) {}

double TruncatedNormal::quantile(double uniform) const {
  const double x = low_ > 0.0
                       ? arithmetic::normal_upper_quantile(upper_tail(low_) - uniform * mass_)
                       : -arithmetic::normal_upper_quantile(upper_tail(-low_) + uniform * mass_);
  return std::clamp(x, low_, high_);
}

double TruncatedNormal::mean_exponential(double sigma) const {
  return arithmetic::exp(0.5 * sigma * sigma) * mass_between(low_ - sigma, high_ - sigma) / mass_;
}

}  // namespace bacelab
