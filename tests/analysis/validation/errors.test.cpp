#include "analysis/validation/errors.hpp"

#include <catch2/catch.hpp>

#include "core/errors.hpp"

namespace bacelab {
namespace {

StepTimes table_of(const std::vector<std::string>& names) {
  StepTimes table{"steps.csv", {"name", "place"}, {}};
  for (const std::string& name : names) {
    table.rows.emplace_back().texts = {name, "here"};
  }
  return table;
}

std::vector<Prediction> with_errors(const std::vector<double>& errors) {
  std::vector<Prediction> all;
  for (const double error : errors) all.push_back({1.0, 1.0, error});
  return all;
}

}  // namespace

TEST_CASE("errors: by the texts of columns, without rows that were fitted", "[validation]") {
  StepTimes table = table_of({"b", "a", "b", "b", "c"});
  table.rows[3].is_fitted = table.rows[4].is_fitted = true;
  const auto found = with_errors({0.1, 0.2, -0.3, 9.0, 9.0});
  const ErrorTable by = errors_by(table, found, {"name"}, SummarizedRows::all, "--by");
  REQUIRE(by.summaries.size() == 2);
  CHECK(by.columns == std::vector<std::string>{"name"});
  const ErrorSummary& b = by.summaries[0];
  CHECK(b.texts == std::vector<std::string>{"b"});
  CHECK(b.rows == 2);
  CHECK(b.mean_absolute == Approx(0.2));
  CHECK(b.largest == -0.3);
  CHECK(b.bias == Approx(-0.1));
  CHECK(by.summaries[1].rows == 1);
  const ErrorTable both = errors_by(table, found, {"place", "name"}, SummarizedRows::all, "--by");
  CHECK(both.summaries[1].texts == std::vector<std::string>{"here", "a"});
  CHECK_THROWS_AS(errors_by(table, found, {"nam"}, SummarizedRows::all, "--by"), InputError);
}

TEST_CASE("errors: rows with a link alone", "[validation]") {
  StepTimes table = table_of({"a", "a"});
  table.rows[1].link = StageLink{1e9, 0.0};
  const ErrorTable by =
      errors_by(table, with_errors({0.5, 0.1}), {"name"}, SummarizedRows::with_link, "--by");
  REQUIRE(by.summaries.size() == 1);
  CHECK(by.summaries[0].rows == 1);
  CHECK(by.summaries[0].bias == 0.1);
}

}  // namespace bacelab
