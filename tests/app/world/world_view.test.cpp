#include "app/world/world_view.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/counting_source.hpp"

namespace bacelab {

TEST_CASE("series summary: mean and deviation are weighted by time", "[world]") {
  // 2 for 10 s, 6 for 30 s, then 100, which is beyond.
  const Series series({0.0, 10.0, 40.0}, {2.0, 6.0, 100.0});
  const SeriesSummary summary = summary_of(series, 40.0);
  CHECK(summary.mean == Approx(5.0));
  CHECK(summary.deviation == Approx(std::sqrt(0.25 * 9.0 + 0.75 * 1.0)));
  CHECK(summary.least == 2.0);
  CHECK(summary.most == 6.0);
  CHECK(summary_of(series, 5.0).deviation == 0.0);
  CHECK(summary_of(series, 50.0).most == 100.0);
}

TEST_CASE("series summary: a large mean does not hide a small deviation", "[world]") {
  const Series series({0.0, 1.0}, {1e9, 1e9 + 2.0});
  CHECK(summary_of(series, 2.0).deviation == Approx(1.0).epsilon(1e-9));
}

TEST_CASE("series summary: nothing is made beyond the end", "[world]") {
  int calls = 0;
  const Series series(std::make_unique<testing::CountingSource>(1000, 10.0, calls));
  summary_of(series, 100.0);
  means_of_parts(series, 100.0, 4);
  CHECK(calls < 20);
}

TEST_CASE("series summary: means of equal parts", "[world]") {
  const Series series({0.0, 10.0, 40.0}, {2.0, 6.0, 100.0});
  CHECK(means_of_parts(series, 40.0, 2) == std::vector<double>{4.0, 6.0});
  CHECK(means_of_parts(series, 80.0, 1) == std::vector<double>{52.5});
}

TEST_CASE("series summary: times are counted by the part in which they lie", "[world]") {
  CHECK(counts_of_parts({0.0, 0.0, 9.9, 10.0, 39.0, 40.0, 70.0}, 40.0, 4) ==
        std::vector<double>{3.0, 1.0, 0.0, 1.0});
}

}  // namespace bacelab
