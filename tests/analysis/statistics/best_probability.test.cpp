#include "analysis/statistics/best_probability.hpp"

#include <span>
#include <utility>
#include <vector>

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>

#include "analysis/statistics/win_probability.hpp"
#include "tests/analysis/reference/paired_reference.hpp"
#include "tests/analysis/statistics/samples.hpp"

namespace bacelab {
namespace {

using Columns = std::vector<std::span<const double>>;
constexpr auto smaller = Direction::smaller_is_better;

}  // namespace

TEST_CASE("the best policy of each world is counted, ties are shared", "[statistics][reference]") {
  for (const auto& expected : reference::cases("best")) {
    Columns columns;
    for (const char* policy : {"policy_0", "policy_1", "policy_2", "policy_3"}) {
      columns.emplace_back(expected.list(policy));
    }
    const auto found = best_probabilities(columns, smaller, 0.9);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      CHECK(found[i].value.value() == reference::near(expected.list("probability")[i]));
      CHECK(found[i].interval.value().lower == reference::near(expected.list("lower")[i]));
      CHECK(found[i].interval.value().upper == reference::near(expected.list("upper")[i]));
    }
  }
}

TEST_CASE("scores of a world are a half, a third or all", "[statistics]") {
  const std::vector<double> a{1.0, 1.0, 2.0};
  const std::vector<double> b{1.0, 2.0, 2.0};
  const std::vector<double> c{3.0, 3.0, 2.0};
  const auto small = best_scores(Columns{a, b, c}, smaller);
  CHECK(small[0] == std::vector<double>{0.5, 1.0, 1.0 / 3.0});
  CHECK(small[1] == std::vector<double>{0.5, 0.0, 1.0 / 3.0});
  CHECK(small[2] == std::vector<double>{0.0, 0.0, 1.0 / 3.0});
  const auto large = best_scores(Columns{a, b, c}, Direction::larger_is_better);
  CHECK(large[2] == std::vector<double>{1.0, 1.0, 1.0 / 3.0});
}

TEST_CASE("of two policies the best is the better one", "[statistics][property]") {
  rc::prop("P(best) is P(better) where there are two", [] {
    const auto [a, b] = samples::arbitrary_pairs();
    const auto best = best_probabilities(Columns{a, b}, smaller, 0.95);
    RC_ASSERT(best[0] == win_probability(a, b, smaller, 0.95).probability);
    RC_ASSERT(best[1] == win_probability(b, a, smaller, 0.95).probability);
  });
}

TEST_CASE("worlds are counted once each, however many and in whatever pieces", "[statistics]") {
  // So many that their scores don't stand in memory at once.
  std::vector<double> a(10'000);
  std::vector<double> b(a.size(), 1.0);
  for (std::size_t i = 0; i < a.size(); ++i) a[i] = static_cast<double>(i % 3);
  const auto at_once = best_probabilities(Columns{a, b}, smaller, 0.95);
  CHECK(at_once[0].value.value() == (3334 + 3333 / 2.0) / 10'000);
  CHECK(at_once[1].value.value() == (3333 + 3333 / 2.0) / 10'000);
  BestCounter counter(2, smaller);
  for (const auto& [begin, count] : {std::pair{0U, 4096U}, {4096U, 1U}, {4097U, 5903U}}) {
    counter.add(Columns{std::span(a).subspan(begin, count), std::span(b).subspan(begin, count)});
  }
  CHECK(counter.probabilities(0.95) == at_once);
  CHECK_THROWS_AS(counter.add(Columns{a}), std::invalid_argument);
}

TEST_CASE("without worlds nobody is known to be the best", "[statistics]") {
  const std::vector<double> none;
  CHECK(best_probabilities(Columns{none, none}, smaller, 0.95)[1].value.reason() ==
        "there are no pairs");
  const std::vector<double> one{1.0};
  CHECK_THROWS_AS(best_probabilities(Columns{one, none}, smaller, 0.95), std::invalid_argument);
  CHECK_THROWS_AS(best_probabilities({}, smaller, 0.95), std::invalid_argument);
}

}  // namespace bacelab
