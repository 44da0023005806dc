#include "analysis/comparison/report.hpp"

#include <catch2/catch.hpp>
#include <cstddef>
#include <locale>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "analysis/comparison/compare.hpp"
#include "tests/analysis/comparison/inputs.hpp"

namespace bacelab {
namespace {

/// Writes numbers as "1.234,5".
class Commas : public std::numpunct<char> {
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\3"; }
};

std::string csv_of(const std::vector<Comparison>& comparisons) {
  std::ostringstream out;
  out.imbue(std::locale(std::locale::classic(), new Commas));
  write_csv(out, comparisons);
  return out.str();
}

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields;
  std::istringstream stream(line + ",");
  for (std::string field; std::getline(stream, field, ',');) fields.push_back(field);
  return fields;
}

/// Rows as texts by title; none may hold a comma.
std::vector<std::map<std::string, std::string>> rows_of(const std::string& csv) {
  std::istringstream lines(csv);
  std::string line;
  std::getline(lines, line);
  const auto titles = fields_of(line);
  std::vector<std::map<std::string, std::string>> rows;
  while (std::getline(lines, line)) {
    const auto fields = fields_of(line);
    REQUIRE(fields.size() == titles.size());
    rows.emplace_back();
    for (std::size_t i = 0; i < titles.size(); ++i) rows.back()[titles[i]] = fields[i];
    REQUIRE(rows.back().size() == titles.size());
  }
  return rows;
}

}  // namespace

TEST_CASE("CSV has a row for each baseline with numbers to the last bit", "[comparison]") {
  const Comparison comparison = compare(inputs::completion_times(32));
  const auto rows = rows_of(csv_of({comparison, comparison}));
  REQUIRE(rows.size() == 6);
  const auto& row = comparison.baselines[1];
  auto fields = rows[4];
  CHECK(fields["point"] == "network.scale = 0.3");
  CHECK(fields["metric"] == "mean_jct");
  CHECK(fields["unit"] == "s");
  CHECK(fields["smaller_is_better"] == "true");
  CHECK(fields["policy"] == "bace");
  CHECK(fields["baseline"] == "close");
  CHECK(fields["pairs"] == "32");
  CHECK(fields["optimistic"] == "false");
  CHECK(fields["family_size"] == "3");
  CHECK(std::stod(fields["policy_mean"]) == comparison.policy_mean.value.value());
  CHECK(std::stod(fields["baseline_mean"]) == row.baseline_mean.value.value());
  CHECK(std::stod(fields["difference"]) == row.difference.value.value());
  CHECK(std::stod(fields["difference_lower"]) == row.difference.interval.value().lower);
  CHECK(std::stod(fields["overhead"]) == row.overhead.value.value());
  CHECK(std::stod(fields["reduction_upper"]) == row.reduction.interval.value().upper);
  CHECK(std::stod(fields["p_value"]) == row.p_value.value());
  CHECK(std::stod(fields["p_adjusted"]) == row.p_adjusted.value());
  CHECK(std::stod(fields["probability_better"]) == row.better.probability.value.value());
  CHECK(std::stod(fields["variance_reduction"]) == row.variance_reduction.value());
  CHECK(fields["worst_worlds"] == "0;9;18");
  CHECK(fields["remarks"].empty());
}

TEST_CASE("CSV writes the shortest numbers", "[comparison]") {
  ComparisonInput input = inputs::completion_times(2);
  input.policy_under_test.values = {0.1, 0.1};
  CHECK(rows_of(csv_of({compare(input)}))[0]["policy_mean"] == "0.1");
}

TEST_CASE("CSV leaves empty what is missing and says why", "[comparison]") {
  ComparisonInput input = inputs::completion_times(2);
  input.policy_under_test.values = {0.0, 0.0};
  auto fields = rows_of(csv_of({compare(input)}))[0];
  CHECK(fields["overhead"].empty());
  CHECK(fields["overhead_lower"].empty());
  CHECK_THAT(fields["remarks"], Catch::Contains("overhead: the mean of the policy under test"));
}

TEST_CASE("CSV quotes commas and quotes", "[comparison]") {
  ComparisonInput input = inputs::completion_times(2);
  input.point = "a = 1, b = \"x\"";
  CHECK_THAT(csv_of({compare(input)}), Catch::Contains("\n\"a = 1, b = \"\"x\"\"\",mean_jct,s,"));
}

TEST_CASE("CSV says how the intervals were made, and has the quantiles asked for", "[comparison]") {
  const Comparison comparison =
      compare(inputs::completion_times(32), {.interval = IntervalMethod::percentile,
                                             .adjustment = Adjustment::bonferroni,
                                             .bootstrap = {299, 17},
                                             .quantiles = {0.5}});
  auto fields = rows_of(csv_of({comparison}))[1];
  CHECK(fields["interval"] == "percentile");
  CHECK(fields["resamples"] == "299");
  CHECK(fields["bootstrap_seed"] == "17");
  CHECK(fields["adjustment"] == "bonferroni");
  CHECK(fields["points"] == "1");
  CHECK(std::stod(fields["probability_best"]) == comparison.baselines[1].best.value.value());
  CHECK(std::stod(fields["policy_quantile_0.5"]) == comparison.quantiles[0].quantile.value.value());
  CHECK(std::stod(fields["baseline_quantile_0.5_upper"]) ==
        comparison.quantiles[2].quantile.interval.value().upper);
}

TEST_CASE("CSV of nothing is a heading", "[comparison]") {
  const std::string csv = csv_of({});
  CHECK_THAT(csv, Catch::StartsWith("point,metric,unit,"));
  CHECK(rows_of(csv).empty());
}

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

TEST_CASE("nothing is remarked where nothing is missing", "[comparison]") {
  CHECK(remarks(compare(inputs::completion_times(32)).baselines[0]).empty());
}

TEST_CASE("what is missing stands together under its reason", "[comparison]") {
  const auto one = remarks(compare(inputs::completion_times(1)).baselines[0]);
  CHECK(one == std::vector<std::string>{
                   "interval of the mean, interval of the difference, interval of the overhead, "
                   "interval of the reduction, p-value, variance reduction: one pair shows no "
                   "spread; two are needed"});
}

TEST_CASE("each reason has its remark", "[comparison]") {
  ComparisonInput input = inputs::completion_times(2);
  input.policy_under_test.values = {0.0, 0.0};
  input.baselines[0].values = {1.0, 1.0};
  const auto found = remarks(compare(input).baselines[0]);
  CHECK(found ==
        std::vector<std::string>{"overhead: the mean of the policy under test is not positive",
                                 "variance reduction: neither policy varies from world to world"});
}

TEST_CASE("baselines with the same gaps share a remark", "[comparison]") {
  ComparisonInput input = inputs::completion_times(2);
  input.baselines[1].values = {0.0, 1.0};
  input.baselines[2].values = {0.0, 3.0};
  const auto found = remarks(compare(input));
  REQUIRE(found.size() == 1);
  CHECK(found[0] ==
        "close, twin: reduction: the 95 % interval of the mean of the baseline reaches "
        "zero");
}

}  // namespace bacelab
