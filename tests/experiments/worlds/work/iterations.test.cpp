#include "experiments/worlds/work/iterations.hpp"

#include <catch2/catch.hpp>

#include "tests/experiments/worlds/work/kinds.hpp"

namespace bacelab {

using namespace bacelab::testing;

TEST_CASE("iterations: every job has the same number, and the time follows", "[worlds]") {
  const IterationsWork work(1234.5);
  CHECK(hours_of(work, 3) == std::vector<double>(3, 1234.5));
  CHECK(mean_hours(work) == 1234.5);
  CHECK(hours_of(*make_work<IterationsWork>(""), 1)[0] == 1000.0);
}

}  // namespace bacelab
