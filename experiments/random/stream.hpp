#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace bacelab {

/// The world that a random number belongs to.
struct WorldId {
  std::uint64_t seed = 0;  ///< of the study
  std::uint32_t replication = 0;
  std::uint32_t point = 0;    ///< number of the point, or of the points that share their worlds
  std::uint32_t attempt = 0;  ///< number of draws of this world that were rejected
};

/// The random numbers of one purpose and owner in one world, by position: a pure function without
/// state from draw to draw. Philox4x32-10 (Salmon et al. 2011, doi 10.1145/2063384.2063405;
/// Random123) with the study's seed as key; the counter is made of the position, the replication
/// and a hash of everything else.
class RandomStream {
 public:
  /// `purpose` says what is drawn ("work"), `owner` for whom (a region's name; may be empty).
  RandomStream(const WorldId& world, std::string_view purpose, std::string_view owner = {});

  /// Uniform in the open interval (0, 1).
  [[nodiscard]] double uniform(std::uint32_t position) const;
  /// Standard normal (Box and Muller 1958).
  [[nodiscard]] double normal(std::uint32_t position) const;
  /// The same for as many positions from `first` on as there are places: quicker than one by one.
  void normals(std::uint32_t first, std::span<double> numbers) const;
  /// Exponential with mean 1.
  [[nodiscard]] double exponential(std::uint32_t position) const;

 private:
  [[nodiscard]] std::array<std::uint64_t, 2> bits(std::uint32_t position) const;

  std::array<std::uint32_t, 2> key_;
  std::uint32_t replication_;
  std::array<std::uint32_t, 2> stream_;
};

/// The 128 random bits that belong to a counter under a key: Philox4x32-10, from which all numbers
/// of a RandomStream are made.
std::array<std::uint32_t, 4> philox(const std::array<std::uint32_t, 4>& counter,
                                    const std::array<std::uint32_t, 2>& key);

/// A hash of text that never changes: FNV-1a, 64 bits.
std::uint64_t stable_hash(std::string_view text);

/// The stream owner of a link: its ends in alphabetical order.
std::string link_owner(std::string_view a, std::string_view b);

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
