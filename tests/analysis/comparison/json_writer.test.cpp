#include "analysis/comparison/json_writer.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "analysis/comparison/compare.hpp"
#include "tests/analysis/comparison/inputs.hpp"

namespace bacelab {
namespace {

nlohmann::json written_and_read(const Comparison& comparison) {
  return nlohmann::json::parse(to_json(comparison).dump());
}

}  // namespace

TEST_CASE("JSON gives numbers back to the last bit", "[comparison]") {
  const Comparison comparison = compare(inputs::completion_times(32));
  const auto json = written_and_read(comparison);
  CHECK(json["point"] == "network.scale = 0.3");
  CHECK(json["smaller_is_better"] == true);
  CHECK(json["pairs"] == 32);
  CHECK(json["optimistic"] == false);
  CHECK(json["family_size"] == 3);
  CHECK(json["policy_mean"]["value"] == comparison.policy_mean.value.value());
  REQUIRE(json["baselines"].size() == 3);
  const auto& row = comparison.baselines[1];
  const auto& object = json["baselines"][1];
  CHECK(object["baseline"] == "close");
  CHECK(object["baseline_mean"]["value"] == row.baseline_mean.value.value());
  CHECK(object["difference"]["value"] == row.difference.value.value());
  CHECK(object["overhead"]["lower"] == row.overhead.interval.value().lower);
  CHECK(object["reduction"]["upper"] == row.reduction.interval.value().upper);
  CHECK(object["p_value"]["value"] == row.p_value.value());
  CHECK(object["p_adjusted"]["value"] == row.p_adjusted.value());
  CHECK(object["better"]["ties"] == row.better.ties);
  CHECK(object["better"]["probability"]["value"] == row.better.probability.value.value());
  CHECK(object["variance_reduction"]["value"] == row.variance_reduction.value());
  CHECK(object["worst_worlds"][0]["replication"] ==
        std::to_string(row.worst_worlds[0].replication));
  CHECK(object["worst_worlds"][0]["policy_value"] == row.worst_worlds[0].policy_value);
  CHECK(object["overhead"]["reason"].is_null());
}

TEST_CASE("JSON says how the intervals were made", "[comparison]") {
  const auto delta = written_and_read(compare(inputs::completion_times(32)));
  CHECK(delta["interval"] == "delta");
  CHECK(delta["adjustment"] == "holm");
  CHECK(delta["bootstrap_seed"].is_null());
  const Comparison comparison =
      compare(inputs::completion_times(32),
              {.interval = IntervalMethod::bca, .bootstrap = {299, 17}, .quantiles = {0.5}});
  const auto bca = written_and_read(comparison);
  CHECK(bca["interval"] == "bca");
  CHECK(bca["resamples"] == 299);
  CHECK(bca["bootstrap_seed"] == 17);
  CHECK(bca["quantiles"][3]["policy"] == "twin");
  CHECK(bca["quantiles"][3]["quantile"]["value"] == comparison.quantiles[3].quantile.value.value());
  CHECK(bca["policy_best"]["value"] == comparison.policy_best.value.value());
}

TEST_CASE("JSON has null and a reason for what is missing", "[comparison]") {
  const auto json = written_and_read(compare(inputs::completion_times(1)));
  const auto& overhead = json["baselines"][0]["overhead"];
  CHECK(overhead["value"] == 0.25);
  CHECK(overhead["lower"].is_null());
  CHECK(overhead["reason"] == "one pair shows no spread; two are needed");
  CHECK(json["baselines"][0]["p_value"]["value"].is_null());
}

TEST_CASE("several comparisons are an array in JSON", "[comparison]") {
  const std::vector<Comparison> comparisons{compare(inputs::completion_times(32)),
                                            compare(inputs::completion_times(31))};
  const auto json = to_json(comparisons);
  REQUIRE(json.size() == 2);
  CHECK(json[1] == to_json(comparisons[1]));
}

}  // namespace bacelab
