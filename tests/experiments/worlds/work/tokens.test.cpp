#include "experiments/worlds/work/tokens.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/experiments/config/messages.hpp"
#include "tests/experiments/random/sample_tests.hpp"
#include "tests/experiments/worlds/work/kinds.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

/// An iteration reads 2 * 512 * 8 = 8192 tokens.
Template model() {
  Template model;
  model.micro_batch = 2;
  model.sequence = 512.0;
  model.micro_batches = 8;
  return model;
}

std::vector<double> iterations_of(const WorkDistribution& work, std::size_t count) {
  const RandomStream stream({1, 0, 0, 0}, "work");
  const StagePlan plan = hourly_plan();
  const Template kind = model();
  std::vector<double> iterations;
  for (std::uint32_t i = 0; i < count; ++i) {
    iterations.push_back(work.iterations({kind, plan}, stream, i));
  }
  return iterations;
}

}  // namespace

TEST_CASE("tokens: iterations are tokens over those of an iteration", "[worlds]") {
  const auto work = make_work<TokensWork>("tokens_from = [8192000]\nepochs = 3");
  CHECK(iterations_of(*work, 2) == std::vector<double>(2, 3000.0));
  CHECK(work->mean_seconds({model(), hourly_plan()}) == 3000.0 * 3600.0);
}

TEST_CASE("tokens: data sets are drawn, each equally likely", "[worlds][statistics]") {
  constexpr std::size_t n = 6000;
  const auto work = make_work<TokensWork>("tokens_from = [8192, 16384, 49152]");
  const auto iterations = iterations_of(*work, n);
  std::vector<double> counts;
  for (const double size : {1.0, 2.0, 6.0}) {
    counts.push_back(static_cast<double>(std::count(iterations.begin(), iterations.end(), size)));
  }
  CHECK(counts[0] + counts[1] + counts[2] == n);
  CHECK(chi_squared(counts) < 18.42);  // 2 degrees of freedom, 1e-4
  CHECK(work->mean_seconds({model(), hourly_plan()}) == 3.0 * 3600.0);
}

TEST_CASE("tokens: counts and epochs are above zero", "[worlds]") {
  CHECK_THAT(message_of([] { make_work<TokensWork>("tokens_from = [1e9, 0]"); }),
             Catch::Contains("tokens_from[1] = 0: must be a number > 0"));
  CHECK_THAT(message_of([] { make_work<TokensWork>("epochs = 0"); }),
             Catch::Contains("must be a number > 0"));
}

}  // namespace bacelab
