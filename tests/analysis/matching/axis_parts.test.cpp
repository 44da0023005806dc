#include "analysis/matching/axis_parts.hpp"

#include <catch2/catch.hpp>
#include <cmath>

namespace bacelab {
namespace {

SampleMatch sample_at(double range, double element, double deciding) {
  SampleMatch sample;
  sample.places = {range, element};
  sample.deciding = deciding;
  return sample;
}

/// A range from 1 to 32 on a logarithmic scale, and a list of two texts.
Match match_of(std::vector<SampleMatch> samples) {
  Match match;
  match.space = {{"scale", FactorRange{1, 32, RangeScale::logarithmic}},
                 {"kind", std::vector<std::string>{"x", "y"}}};
  match.samples = std::move(samples);
  return match;
}

TEST_CASE("axis_parts: fifths of a range in its scale, and the elements of a list", "[matching]") {
  const auto parts = axis_parts(match_of({}), Places{2, {}}, {});
  REQUIRE(parts.size() == 7);
  CHECK(parts[0].text == "1 to 2");
  CHECK(parts[4].text == "16 to 32");
  CHECK(parts[5].text == "x");
  CHECK(parts[6].axis == 1);
  for (const AxisPart& part : parts) {
    CHECK(std::isinf(part.least));
    CHECK(std::isinf(part.emulated_least));
  }
}

TEST_CASE("axis_parts: each counts its points and places, and has the least of them",
          "[matching]") {
  const Match match =
      match_of({sample_at(0.1, 0, 3.0), sample_at(0.19, 1, 3.1), sample_at(1.0, 1, 0.5)});
  const std::vector<double> deciding = {2.0, 7.0, 2.5};
  const auto parts = axis_parts(match, Places{2, {0.2, 0, 0.2, 1, 0.99, 1}}, deciding);
  CHECK(parts[0].samples == 2);
  CHECK(parts[0].samples_left == 1);  // at the cut is not above it
  CHECK(parts[0].least == 3.0);
  CHECK(parts[0].candidates == 0);
  CHECK(parts[1].samples == 0);
  CHECK(parts[1].candidates == 2);  // the lower end belongs to a part
  CHECK(parts[1].candidates_left == 1);
  CHECK(parts[1].emulated_least == 2.0);
  CHECK(parts[4].samples == 1);  // the end of the range, too
  CHECK(parts[5].least == 3.0);
  CHECK(parts[6].least == 0.5);
  CHECK(parts[6].candidates == 2);
  CHECK(parts[6].emulated_least == 2.5);
}

}  // namespace
}  // namespace bacelab
