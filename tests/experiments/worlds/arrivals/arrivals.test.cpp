#include "experiments/worlds/arrivals/arrivals.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "experiments/text/document.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

ArrivalRate rate(const std::string& keys) {
  return ArrivalRate(ConfigDocument::parse(keys, "study.toml").root());
}

}  // namespace

TEST_CASE("arrival rate: given an hour, or by a load in this world", "[worlds]") {
  const ArrivalContext context = {{}, 64, 32000.0};
  CHECK(rate("rate_per_hour = 7.2").per_second(context) == Approx(0.002).epsilon(1e-15));
  CHECK(rate("load = 0.75").per_second(context) == Approx(0.0015).epsilon(1e-15));
}

TEST_CASE("arrival rate: exactly one of rate and load", "[worlds]") {
  CHECK(message_of([] { rate("rate_per_hour = 1\nload = 0.5"); }) ==
        "study.toml:2: load = 0.5: the rate is given already, by rate_per_hour; allowed: one of "
        "the two");
  CHECK(message_of([] { rate(""); }) ==
        "study.toml: rate_per_hour: this process needs a rate; allowed: rate_per_hour or load");
}

TEST_CASE("arrival rate: neither may be zero", "[worlds]") {
  CHECK_THAT(message_of([] { rate("rate_per_hour = 0"); }),
             Catch::Contains("must be a number > 0, in 1/h"));
  CHECK_THAT(message_of([] { rate("load = 0"); }), Catch::Contains("must be a number > 0"));
}

}  // namespace bacelab
