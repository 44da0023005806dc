#include "analysis/figures/match_figure.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "tests/analysis/matching/matched_study.hpp"

namespace bacelab {
namespace {

Match small_match() {
  Match match;
  match.space = {{"kind", std::vector<std::string>{"x", "y"}}};
  match.targets = samples::read_targets_text(samples::targets_at(0.5, 0.5, "x"));
  match.target_matches.resize(2);
  match.target_matches[0].least = 0.5;
  match.target_matches[1].least = 1.5;
  SampleMatch best;
  best.implausibilities = {2.0, 4.0};
  SampleMatch worse;
  worse.implausibilities = {7.0, 8.0};
  match.samples = {best, worse};
  match.parts = {
      {.text = "x", .least = 2.0, .emulated_least = 1.0},
      {.text = "y", .least = std::numeric_limits<double>::infinity(), .emulated_least = 2.5}};
  return match;
}

std::vector<double> values_of(const FigureSeries& series) {
  REQUIRE(rows_of(series) == 2);
  CHECK(numbers_of(series.columns[1]).size() == 2);
  return numbers_of(series.columns[1]);
}

TEST_CASE("match_figure: targets alone and together, then values of factors", "[figures]") {
  const Figure figure = match_figure(small_match());
  REQUIRE(figure.panels.size() == 2);
  CHECK(figure.panels[0].y.categories == std::vector<std::string>{"first", "second"});
  CHECK(values_of(figure.panels[0].series[0]) == std::vector<double>{0.5, 1.5});
  CHECK(values_of(figure.panels[0].series[1]) == std::vector<double>{2.0, 4.0});
  CHECK(figure.panels[0].x.references == std::vector<double>{0.0, 3.0});
  CHECK(figure.panels[1].y.categories == std::vector<std::string>{"kind = x", "kind = y"});
  const auto of_points = values_of(figure.panels[1].series[0]);
  CHECK(of_points[0] == 2.0);
  CHECK(std::isnan(of_points[1]));  // no point has it
  CHECK(values_of(figure.panels[1].series[1]) == std::vector<double>{1.0, 2.5});
  // The same look and name stand for the same thing in both panels.
  CHECK(figure.panels[0].series[1].name == figure.panels[1].series[0].name);
  CHECK(figure.panels[0].series[1].number == figure.panels[1].series[0].number);
  CHECK(figure.caption.find("the second largest over the targets") != std::string::npos);
}

TEST_CASE("match_figure: without complete points there are no marks of one", "[figures]") {
  Match match = small_match();
  match.samples.clear();
  CHECK(match_figure(match).panels[0].series.size() == 1);
}

}  // namespace
}  // namespace bacelab
