#include "analysis/sensitivity/sensitivity_json.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/analysis/sensitivity/samples.hpp"

namespace bacelab {

TEST_CASE("JSON of Sobol indices has all of them, with noise and intervals", "[sensitivity]") {
  const auto json = nlohmann::json::parse(to_json(samples::of_sobol()).dump());
  CHECK(json["output"] == "overhead(jct_mean, cr_ldf, bace)");
  CHECK(json["sobol"]["rows"] == 1024);
  CHECK(json["sobol"]["factors"][1]["factor"] == "arrivals.rate_per_hour");
  CHECK(json["sobol"]["factors"][1]["total"]["value"] == 0.375);
  CHECK(json["sobol"]["factors"][0]["first"]["upper"] == 0.5125);
  CHECK(json["sobol"]["second"][0]["factors"][1] == "arrivals.rate_per_hour");
  CHECK(json["sobol"]["second"][0]["index"]["value"] == 0.125);
  CHECK(json["noise"]["worlds"] == "common");
  CHECK(json["noise"]["variance_not_shared"]["value"] == 0.0001);
  CHECK(json["morris"].is_null());
  CHECK(json["bootstrap_seed"].is_null());
}

TEST_CASE("JSON of Morris' measures has null and a reason for what is missing", "[sensitivity]") {
  const auto json = nlohmann::json::parse(to_json(samples::of_morris()).dump());
  CHECK(json["sobol"].is_null());
  CHECK(json["dropped"] == 2);
  CHECK(json["bootstrap_seed"] == 5);
  const auto& second = json["morris"]["factors"][1];
  CHECK(second["mu"]["lower"] == -1.0);
  CHECK(second["sigma"]["value"] == 2.0);
  CHECK(second["sigma"]["upper"].is_null());
  CHECK(second["sigma"]["reason"] == "why not");
  CHECK(json["noise"]["variance"]["reason"] == "a table does not tell it");
}

}  // namespace bacelab
