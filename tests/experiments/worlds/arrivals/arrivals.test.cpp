#include "experiments/worlds/arrivals/arrivals.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "experiments/text/document.hpp"
#include "tests/experiments/text/messages.hpp"
#include "tests/experiments/worlds/arrivals/arrivals.hpp"
#include "tests/experiments/worlds/study_directory.hpp"

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

namespace {

using namespace bacelab::testing;

/// A process from the registry; a rate and recorded jobs are there for those that need them.
std::shared_ptr<const ArrivalProcess> make(const ProcessInfo<ArrivalProcess>& info) {
  const StudyDirectory directory;
  directory.write("jobs.csv", "submit_s\n0\n1000\n9000\n12000\n");
  const auto root =
      ConfigDocument::parse("[arrivals]\nrate_per_hour = 1\n[trace]\nfile = \"jobs.csv\"\n",
                            directory.path())
          .root();
  return info.make(root.table("arrivals", "When jobs arrive"));
}

}  // namespace

TEST_CASE("every arrival process gives ascending times, the same again", "[worlds]") {
  for (const auto& info : arrival_processes()) {
    CAPTURE(info.name);
    const auto process = make(info);
    for (std::uint32_t replication = 0; replication < 20; ++replication) {
      const std::vector<double> times = process->times(context_of(replication), 50);
      REQUIRE(times.size() == 50);
      CHECK(std::is_sorted(times.begin(), times.end()));
      CHECK(times.front() >= 0.0);
      CHECK(std::isfinite(times.back()));
      CHECK(process->times(context_of(replication), 50) == times);
      // More jobs leave the first ones as they are.
      const std::vector<double> fewer = process->times(context_of(replication), 20);
      CHECK(std::equal(fewer.begin(), fewer.end(), times.begin()));
    }
  }
}

TEST_CASE("every arrival process has the rate of its theory", "[worlds]") {
  for (const auto& info : arrival_processes()) {
    CAPTURE(info.name);
    const auto process = make(info);
    const ArrivalTheory theory = process->theory(context_of());
    if (theory.gap_cv) CHECK(*theory.gap_cv >= 0.0);
    if (!theory.per_second) continue;
    constexpr double jobs = 20000.0;
    const double last = process->times(context_of(), static_cast<std::size_t>(jobs)).back();
    CHECK(jobs / last == Approx(*theory.per_second).epsilon(0.2));
  }
}

}  // namespace bacelab
