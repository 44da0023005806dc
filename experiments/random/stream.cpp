#include "experiments/random/stream.hpp"

#include <Random123/philox.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "experiments/arithmetic/elementary.hpp"
#include "experiments/arithmetic/quantiles.hpp"

namespace bacelab {
namespace {

constexpr std::uint32_t low_half(std::uint64_t bits) { return static_cast<std::uint32_t>(bits); }
constexpr std::uint32_t high_half(std::uint64_t bits) {
  return static_cast<std::uint32_t>(bits >> 32U);
}

/// The finaliser of SplitMix64 (Steele et al. 2014): a bijection that spreads every bit.
constexpr std::uint64_t mix(std::uint64_t bits) {
  bits = (bits ^ (bits >> 30U)) * 0xbf58476d1ce4e5b9U;
  bits = (bits ^ (bits >> 27U)) * 0x94d049bb133111ebU;
  return bits ^ (bits >> 31U);
}

/// The middles of 2^52 equal parts of (0, 1): never 0 nor 1.
double to_unit_interval(std::uint64_t bits) {
  return (static_cast<double>(bits >> 12U) + 0.5) * 0x1p-52;
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

double RandomStream::exponential(std::uint32_t position) const {
  return -arithmetic::quick_log(uniform(position));
}

std::array<std::uint64_t, 2> RandomStream::bits(std::uint32_t position) const {
  const auto out = philox({position, replication_, stream_[0], stream_[1]}, key_);
  return {static_cast<std::uint64_t>(out[1]) << 32U | out[0],
          static_cast<std::uint64_t>(out[3]) << 32U | out[2]};
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
