#include "analysis/sensitivity/sensitivity_csv.hpp"

#include <algorithm>
#include <sstream>
#include <string>

#include <catch2/catch.hpp>

#include "tests/analysis/sensitivity/samples.hpp"

namespace bacelab {
namespace {

std::string csv_of(const Sensitivity& sensitivity) {
  std::ostringstream out;
  write_csv(out, sensitivity);
  return out.str();
}

}  // namespace

TEST_CASE("CSV of Sobol indices has a row for each index", "[sensitivity]") {
  const std::string csv = csv_of(samples::of_sobol());
  CHECK_THAT(csv, Catch::StartsWith("output,unit,factor,other_factor,measure,value,value_lower,"
                                    "value_upper,confidence,reason\n"));
  CHECK_THAT(csv, Catch::Contains("\n\"overhead(jct_mean, cr_ldf, bace)\",1,network.scale,,first,"
                                  "0.5,0.4875,0.5125,0.95,\n"));
  CHECK_THAT(csv, Catch::Contains(",network.scale,arrivals.rate_per_hour,second,0.125,"));
  CHECK(std::count(csv.begin(), csv.end(), '\n') == 10);
}

TEST_CASE("CSV of Morris' measures leaves empty what is missing", "[sensitivity]") {
  const std::string csv = csv_of(samples::of_morris());
  CHECK_THAT(csv, Catch::Contains("\ny,s,x1,,mu_star,4,3,5,0.95,\n"));
  CHECK_THAT(csv, Catch::Contains("\ny,s,x2,,sigma,2,,,0.95,why not\n"));
  CHECK(std::count(csv.begin(), csv.end(), '\n') == 7);
}

}  // namespace bacelab
