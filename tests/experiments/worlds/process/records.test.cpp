#include "experiments/worlds/process/records.hpp"

#include <catch2/catch.hpp>

namespace bacelab {

TEST_CASE("records: a trace follows itself a mean gap after its last job", "[worlds]") {
  JobTrace trace;
  trace.jobs = {{1000.0, 1.0, 0}};
  CHECK(period_s(trace) == 0.0);
  trace.jobs.push_back({1010.0, 1.0, 0});
  trace.jobs.push_back({1030.0, 1.0, 0});
  CHECK(period_s(trace) == 45.0);
}

}  // namespace bacelab
