#include "experiments/worlds/import/missing_rtt.hpp"

#include <catch2/catch.hpp>

#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

const std::vector<std::string> three = {"Ireland=aws:eu-west-1", "US-East=aws:us-east-1", "X=x"};

MeasuredLinks of_three() { return MeasuredLinks(RegionKeys::parse("--region", three, 2)); }

}  // namespace

TEST_CASE("missing round-trip times: a given one, and none that was measured", "[import]") {
  MeasuredLinks rtt = of_three();
  rtt.add("aws:us-east-1", "aws:eu-west-1", 68.0);
  rtt.add("aws:us-east-1", "x", 10.0);
  std::vector<std::string> notes;
  assume_rtt(rtt, MissingRtt::parse("--missing-rtt", "120"), notes);
  CHECK(rtt.median(0, 2) == 120.0);
  CHECK(rtt.median(1, 0) == 68.0);
  CHECK_FALSE(rtt.median(0, 1).has_value());
  CHECK(notes ==
        std::vector<std::string>{"assumed a round-trip time of 120 ms between Ireland and X"});
}

TEST_CASE("missing round-trip times: by distance, where the places are known", "[import]") {
  MeasuredLinks rtt = of_three();
  rtt.add("x", "aws:eu-west-1", 1.0);
  rtt.add("x", "aws:us-east-1", 1.0);
  std::vector<std::string> notes;
  assume_rtt(rtt, MissingRtt::parse("--missing-rtt", "distance"), notes);
  CHECK(rtt.median(0, 1).value() == Approx(97.5).margin(1.0));
  REQUIRE(notes.size() == 1);
  CHECK(notes[0].find("between Ireland and US-East: 54") != std::string::npos);
  MeasuredLinks none = of_three();
  CHECK(message_of([&] { assume_rtt(none, {}, notes); }) ==
        "no round-trip time of aws:eu-west-1 and x was measured, and the place of one of them is "
        "not known; allowed: --missing-rtt with a number of ms");
}

TEST_CASE("missing round-trip times: never 0", "[import]") {
  for (const char* const text : {"0", "-1", "", "far", "nan"}) {
    CHECK(message_of([&] { MissingRtt::parse("--missing-rtt", text); }) ==
          std::string("--missing-rtt ") + text +
              ": must be 'distance' or a number in (0, 1000000], in ms");
  }
}

}  // namespace bacelab
