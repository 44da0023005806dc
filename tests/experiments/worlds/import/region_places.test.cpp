#include "experiments/worlds/import/region_places.hpp"

#include <catch2/catch.hpp>

namespace bacelab {

TEST_CASE("region places: distances over the globe", "[import]") {
  // Dublin to Ashburn and to Sydney, Frankfurt to Tokyo.
  CHECK(distance_km("aws:eu-west-1", "aws:us-east-1").value() == Approx(5470).margin(50));
  CHECK(distance_km("eu-west-1", "azure:australiaeast").value() == Approx(17200).margin(100));
  CHECK(distance_km("gcp:europe-west3-a", "gcp:asia-northeast1-b").value() ==
        Approx(9340).margin(100));
  CHECK(distance_km("aws:eu-central-1", "azure:germanywestcentral").value() == Approx(0.0));
}

TEST_CASE("region places: others are not known", "[import]") {
  for (const char* const key : {"aws:eu-west-9", "", ":", "aws:", "-a", "1-a", "internet"}) {
    CHECK_FALSE(distance_km(key, "eu-west-1").has_value());
    CHECK_FALSE(distance_km("eu-west-1", key).has_value());
  }
}

TEST_CASE("region places: a round trip is never shorter than light takes in glass", "[import]") {
  for (const double km : {0.0, 100.0, 5000.0, 20000.0}) CHECK(rtt_ms_over(km) > km / 100.0);
  CHECK(rtt_ms_over(5000.0) == Approx(90.0));
}

}  // namespace bacelab
