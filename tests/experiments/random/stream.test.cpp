#include "experiments/random/stream.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/experiments/random/sample_tests.hpp"

namespace bacelab {

TEST_CASE("many normal numbers at a time have the same bits as one by one", "[random]") {
  const RandomStream stream({.seed = 3, .replication = 4}, "many");
  for (const std::size_t count : {0UL, 1UL, 15UL, 16UL, 17UL, 32UL, 100UL}) {
    for (const std::uint32_t first : {0U, 5U, 4'294'967'290U}) {  // also round the end
      std::vector<double> numbers(count);
      stream.normals(first, numbers);
      for (std::size_t i = 0; i < count; ++i) {
        REQUIRE(numbers[i] == stream.normal(first + static_cast<std::uint32_t>(i)));
      }
    }
  }
}

// scipy 1.10: scipy.stats.truncnorm.ppf(uniform, low, high)
TEST_CASE("truncated normal: quantiles as scipy has them, in the middle and in both tails",
          "[random]") {
  const TruncatedNormal middle(-1.0, 2.0);
  CHECK(middle.quantile(0.1) == Approx(-0.7046478210947453).epsilon(1e-12));
  CHECK(middle.quantile(0.5) == Approx(0.17116391801782455).epsilon(1e-12));
  CHECK(middle.quantile(0.9) == Approx(1.2557153641502148).epsilon(1e-12));
  const TruncatedNormal high(6.0, 9.0);
  CHECK(high.quantile(0.1) == Approx(6.01708506265862).epsilon(1e-9));
  CHECK(high.quantile(0.9) == Approx(6.363414284362702).epsilon(1e-9));
  const TruncatedNormal low(-9.0, -6.0);
  CHECK(low.quantile(0.1) == Approx(-6.363414284362702).epsilon(1e-9));
  CHECK(low.quantile(0.9) == Approx(-6.01708506265862).epsilon(1e-9));
}

TEST_CASE("truncated normal: without ends it is the normal distribution", "[random]") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const TruncatedNormal all(-infinity, infinity);
  CHECK(all.mass() == 1.0);
  CHECK(all.quantile(0.975) == Approx(1.959963984540054).epsilon(1e-12));
  CHECK(all.mean_exponential(0.5) == Approx(std::exp(0.125)).epsilon(1e-14));
}

TEST_CASE("truncated normal: never outside of its ends", "[random]") {
  const TruncatedNormal narrow(8.0, 8.0 + 1e-9);
  for (const double uniform : {1e-17, 0.3, 1.0 - 1e-16}) {
    CHECK(narrow.quantile(uniform) >= 8.0);
    CHECK(narrow.quantile(uniform) <= 8.0 + 1e-9);
  }
}

namespace {

using namespace bacelab::testing;

constexpr std::size_t sample_size = 20000;

/// A line of known_answers.txt.
struct KnownAnswer {
  std::array<std::uint32_t, 4> counter{};
  std::array<std::uint32_t, 2> key{};
  std::array<std::uint32_t, 4> output{};
};

std::vector<KnownAnswer> known_answers() {
  std::ifstream file(std::filesystem::path(__FILE__).replace_filename("known_answers.txt"));
  std::vector<KnownAnswer> answers;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream words(line);
    KnownAnswer answer;
    words >> std::hex;
    for (auto& word : answer.counter) words >> word;
    for (auto& word : answer.key) words >> word;
    for (auto& word : answer.output) words >> word;
    REQUIRE(words);
    answers.push_back(answer);
  }
  return answers;
}

/// `draw(i)` for i = 0, 1, ...
template <class Draw>
std::vector<double> sample(const Draw& draw) {
  std::vector<double> values(sample_size);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = draw(static_cast<std::uint32_t>(i));
  return values;
}

std::vector<double> uniforms(const RandomStream& stream) {
  return sample([&](std::uint32_t i) { return stream.uniform(i); });
}

/// What a stream belongs to.
struct Identity {
  WorldId world;
  std::string purpose;
  std::string owner;
};

/// One identity, and others that differ from it in a single thing.
std::vector<Identity> identities() {
  return {{{1, 0, 0, 0}, "work", "Ireland"},
          {{2, 0, 0, 0}, "work", "Ireland"},
          {{1ULL << 32U, 0, 0, 0}, "work", "Ireland"},
          {{1, 1, 0, 0}, "work", "Ireland"},
          {{1, 0, 1, 0}, "work", "Ireland"},
          {{1, 0, 0, 1}, "work", "Ireland"},
          {{1, 0, 1, 1}, "work", "Ireland"},
          {{1, 0, 0, 0}, "arrivals", "Ireland"},
          {{1, 0, 0, 0}, "work", "Tokyo"},
          {{1, 0, 0, 0}, "work", ""},
          {{1, 0, 0, 0}, "", "work"},
          {{1, 0, 0, 0}, "Ireland", "work"},
          {{1, 0, 0, 0}, "workI", "reland"}};
}

RandomStream stream_of(const Identity& identity) {
  return {identity.world, identity.purpose, identity.owner};
}

TEST_CASE("random streams are made of Philox4x32-10 as published", "[random][reference]") {
  const auto answers = known_answers();
  REQUIRE(answers.size() == 3);
  for (const KnownAnswer& known : answers) CHECK(philox(known.counter, known.key) == known.output);
}

TEST_CASE("random numbers are the same in every version of the program", "[random][reference]") {
  // By a second program, written from the description: counter (position, replication, mixed hash
  // of point, attempt, purpose and owner), key seed, 52 of the 128 bits a uniform number.
  const RandomStream plain({1, 0, 0, 0}, "work");
  CHECK(plain.uniform(0) == 0x1.0f9f40e8d8363p-1);
  CHECK(plain.normal(0) == Approx(0.8780975497490726).epsilon(1e-14));
  CHECK(plain.exponential(0) == Approx(0.6339129212057837).epsilon(1e-14));
  const RandomStream owned({20260525, 7, 0, 0}, "gpus", "Ireland");
  CHECK(owned.uniform(3) == 0x1.a4fcc5768cf42p-2);
  CHECK(owned.normal(3) == Approx(-0.041539896706052896).epsilon(1e-14));
  const RandomStream far({1ULL << 53U, 4294967295U, 12, 2}, "bandwidth.ar1", "Frankfurt\nIreland");
  CHECK(far.uniform(100000) == 0x1.d96624dd751a6p-2);
  CHECK(far.exponential(100000) == Approx(0.7715332208659114).epsilon(1e-14));
}

TEST_CASE("a stream is a function of the position alone", "[random]") {
  const RandomStream stream({1, 2, 3, 4}, "work", "Ireland");
  const double first = stream.uniform(5);
  static_cast<void>(stream.uniform(6));
  static_cast<void>(stream.normal(7));
  CHECK(stream.uniform(5) == first);
  CHECK(RandomStream({1, 2, 3, 4}, "work", "Ireland").uniform(5) == first);
}

TEST_CASE("uniform numbers lie strictly between 0 and 1", "[random][statistics]") {
  const auto values = uniforms(RandomStream({1, 0, 0, 0}, "work"));
  for (const double u : values) REQUIRE((u > 0.0 && u < 1.0));
  CHECK(mean_of(values) == Approx(0.5).margin(mean_limit(std::sqrt(1.0 / 12.0), sample_size)));
  // The variance of (u - 1/2)^2 is 1/80 - 1/144 = 1/180.
  CHECK(variance_about(values, 0.5) ==
        Approx(1.0 / 12.0).margin(mean_limit(std::sqrt(1.0 / 180.0), sample_size)));
  CHECK(kolmogorov_smirnov(values, uniform_cdf) < kolmogorov_limit);
}

TEST_CASE("uniform numbers are uniform over replications as well", "[random][statistics]") {
  // Most purposes draw one number per world.
  const auto values = sample([](std::uint32_t i) {
    return RandomStream({1, i, 0, 0}, "gpus", "Ireland").uniform(0);
  });
  CHECK(kolmogorov_smirnov(values, uniform_cdf) < kolmogorov_limit);
}

TEST_CASE("uniform numbers are uniform over points, attempts, seeds and owners",
          "[random][statistics]") {
  const auto over_points = sample([](std::uint32_t i) {
    return RandomStream({1, 0, i, 0}, "gpus").uniform(0);
  });
  CHECK(kolmogorov_smirnov(over_points, uniform_cdf) < kolmogorov_limit);
  const auto over_attempts = sample([](std::uint32_t i) {
    return RandomStream({1, 0, 0, i}, "gpus").uniform(0);
  });
  CHECK(kolmogorov_smirnov(over_attempts, uniform_cdf) < kolmogorov_limit);
  const auto over_seeds = sample([](std::uint32_t i) {
    return RandomStream({i, 0, 0, 0}, "gpus").uniform(0);
  });
  CHECK(kolmogorov_smirnov(over_seeds, uniform_cdf) < kolmogorov_limit);
  const auto over_owners = sample([](std::uint32_t i) {
    return RandomStream({1, 0, 0, 0}, "gpus", "region-" + std::to_string(i)).uniform(0);
  });
  CHECK(kolmogorov_smirnov(over_owners, uniform_cdf) < kolmogorov_limit);
}

TEST_CASE("normal numbers are normal", "[random][statistics]") {
  const RandomStream stream({1, 0, 0, 0}, "price");
  const auto values = sample([&](std::uint32_t i) { return stream.normal(i); });
  CHECK(mean_of(values) == Approx(0.0).margin(mean_limit(1.0, sample_size)));
  CHECK(variance_about(values, 0.0) == Approx(1.0).margin(mean_limit(std::sqrt(2.0), sample_size)));
  CHECK(kolmogorov_smirnov(values, normal_cdf) < kolmogorov_limit);
}

TEST_CASE("exponential numbers are exponential with mean 1", "[random][statistics]") {
  const RandomStream stream({1, 0, 0, 0}, "arrivals");
  const auto values = sample([&](std::uint32_t i) { return stream.exponential(i); });
  for (const double x : values) REQUIRE(x > 0.0);
  CHECK(mean_of(values) == Approx(1.0).margin(mean_limit(1.0, sample_size)));
  // The variance of (x - 1)^2 is 9 - 1 = 8.
  CHECK(variance_about(values, 1.0) == Approx(1.0).margin(mean_limit(std::sqrt(8.0), sample_size)));
  CHECK(kolmogorov_smirnov(values, exponential_cdf) < kolmogorov_limit);
}

TEST_CASE("adjacent numbers of a stream are independent", "[random][statistics]") {
  const RandomStream stream({1, 0, 0, 0}, "price");
  for (const std::uint32_t lag : {1U, 2U, 24U}) {
    const auto now = sample([&](std::uint32_t i) { return stream.normal(i); });
    const auto later = sample([&](std::uint32_t i) { return stream.normal(i + lag); });
    CHECK(std::abs(correlation(now, later, 0.0, 1.0)) < correlation_limit(sample_size));
  }
}

TEST_CASE("streams of different worlds, purposes and owners differ", "[random]") {
  std::set<double> firsts;
  for (const Identity& identity : identities()) firsts.insert(stream_of(identity).uniform(0));
  CHECK(firsts.size() == identities().size());
}

TEST_CASE("streams of different worlds, purposes and owners are uncorrelated",
          "[random][statistics]") {
  // 78 pairs: a right program fails here for at most 0.8 % of all purposes.
  std::vector<std::vector<double>> samples;
  for (const Identity& identity : identities()) samples.push_back(uniforms(stream_of(identity)));
  for (std::size_t i = 0; i < samples.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      INFO("streams " << i << " and " << j);
      const double r = correlation(samples[i], samples[j], 0.5, std::sqrt(1.0 / 12.0));
      CHECK(std::abs(r) < correlation_limit(sample_size));
    }
  }
}

TEST_CASE("stable_hash is FNV-1a", "[random][reference]") {
  // Fowler, Noll, Vo: test vectors of FNV-1a, 64 bits.
  CHECK(stable_hash("") == 0xcbf29ce484222325U);
  CHECK(stable_hash("a") == 0xaf63dc4c8601ec8cU);
  CHECK(stable_hash("foobar") == 0x85944171f73967e8U);
  CHECK(stable_hash("\xff") == (0xcbf29ce484222325U ^ 0xffU) * 0x100000001b3U);
}

TEST_CASE("a link's owner doesn't depend on the order of its ends", "[random]") {
  CHECK(link_owner("Tokyo", "Ireland") == link_owner("Ireland", "Tokyo"));
  CHECK(link_owner("Ireland", "Tokyo") == "Ireland\nTokyo");
  CHECK(link_owner("a", "bc") != link_owner("ab", "c"));
}

}  // namespace
}  // namespace bacelab
