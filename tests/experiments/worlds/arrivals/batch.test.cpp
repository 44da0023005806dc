#include "experiments/worlds/arrivals/batch.hpp"

#include <catch2/catch.hpp>

namespace bacelab {

TEST_CASE("batch: all jobs arrive at time 0", "[worlds]") {
  CHECK(BatchArrivals().times({}, 3) == std::vector<double>{0.0, 0.0, 0.0});
  CHECK(BatchArrivals().times({}, 0).empty());
}

}  // namespace bacelab
