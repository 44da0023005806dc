#include "experiments/worlds/modulation/outage_chain.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "experiments/text/document.hpp"
#include "tests/experiments/random/sample_tests.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

constexpr double between = 90.0;
constexpr double outage_duration = 10.0;

/// The factor of a link in a world at time t.
double factor_at(std::uint32_t replication, double t, const char* link = "A\nB") {
  const auto pieces = OutageChain(between, outage_duration, 0.3)
                          .make({{1, replication, 0, 0}, "bandwidth", link, {}});
  Modulation::Piece piece = pieces->next();
  while (piece.until_s <= t) piece = pieces->next();
  return piece.factor;
}

std::shared_ptr<const OutageChain> read_outages(const std::string& keys) {
  return OutageChain::read(ConfigDocument::parse(keys, "study.toml").root());
}

}  // namespace

TEST_CASE("outages: mean and variance are those of the theory at any time",
          "[worlds][statistics]") {
  constexpr std::size_t worlds = 20000;
  const Moments theory = OutageChain(between, outage_duration, 0.3).moments({});
  CHECK(theory.mean == Approx(0.93));                  // 0.9 * 1 + 0.1 * 0.3
  CHECK(theory.variance == Approx(0.09 * 0.7 * 0.7));  // p (1 - p) (1 - 0.3)^2
  for (const double t : {0.0, 5.0, 300.0}) {
    INFO("time " << t);
    std::vector<double> factors;
    for (std::uint32_t i = 0; i < worlds; ++i) factors.push_back(factor_at(i, t));
    CHECK(mean_of(factors) ==
          Approx(theory.mean).margin(mean_limit(std::sqrt(theory.variance), worlds)));
  }
}

TEST_CASE("outages: their share of a long time and their number", "[worlds][statistics]") {
  constexpr double end = 2e6;
  const OutageChain chain(between, outage_duration, 0.3);
  const auto pieces = chain.make({{1, 0, 0, 0}, "bandwidth", "A\nB", {}});
  double outage = 0.0;
  double outages = 0.0;
  double now = 0.0;
  while (now < end) {
    const Modulation::Piece piece = pieces->next();
    const double until = std::min(piece.until_s, end);
    CHECK((piece.factor == 0.3 || piece.factor == 1.0));
    if (piece.factor < 1.0) {
      outage += until - now;
      ++outages;
    }
    now = piece.until_s;
  }
  // Variance of the time in the second state over a long time T: 2 p (1 - p) T / s, s = 1/m1 +
  // 1/m2.
  const double share_deviation = std::sqrt(2.0 * 0.09 * end * 9.0) / end;
  CHECK(outage / end == Approx(chain.share()).margin(normal_limit * share_deviation));
  // Renewals: T / (m1 + m2), variance T (m1^2 + m2^2) / (m1 + m2)^3.
  const double number = end / 100.0;
  const double deviation =
      std::sqrt(end * (between * between + outage_duration * outage_duration)) / 1000.0;
  CHECK(outages == Approx(number).margin(normal_limit * deviation));
}

TEST_CASE("outages: links fail independently", "[worlds][statistics]") {
  constexpr std::size_t worlds = 10000;
  std::vector<double> ab;
  std::vector<double> ac;
  for (std::uint32_t i = 0; i < worlds; ++i) {
    ab.push_back(factor_at(i, 0.0, "A\nB"));
    ac.push_back(factor_at(i, 0.0, "A\nC"));
  }
  CHECK(std::abs(correlation(ab, ac, 0.93, std::sqrt(0.09 * 0.49))) < correlation_limit(worlds));
}

TEST_CASE("outages: read in hours, and none where no time between them is given", "[worlds]") {
  CHECK(read_outages("") == nullptr);
  CHECK(read_outages("mean_hours = 2") == nullptr);
  const auto chain =
      read_outages("mean_hours_between = 18\nmean_hours = 2\nremaining_fraction = 0.5");
  CHECK(chain->share() == Approx(0.1));
  CHECK(chain->remaining() == 0.5);
  const ModulationOwner owner = {{1, 0, 0, 0}, "bandwidth", "A\nB", {}};
  CHECK(chain->make(owner)->next().until_s ==
        OutageChain(64800.0, 7200.0, 0.5).make(owner)->next().until_s);
}

TEST_CASE("outages: times and fractions out of range are refused", "[worlds]") {
  CHECK_THAT(message_of([] { read_outages("mean_hours_between = 0"); }),
             Catch::Contains("mean_hours_between = 0: must be a number > 0, in h"));
  CHECK_THAT(message_of([] { read_outages("mean_hours = -1"); }),
             Catch::Contains("must be a number > 0"));
  CHECK_THAT(message_of([] { read_outages("remaining_fraction = 1.1"); }),
             Catch::Contains("must be a number in [0, 1]"));
}

}  // namespace bacelab
