#include "analysis/sensitivity/output_expression.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "core/errors.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

using Catch::Contains;

std::string expression_message(const std::string& text) {
  return message_of([&] { static_cast<void>(parse_output(text)); });
}

}  // namespace

TEST_CASE("an output is a metric or a form of it", "[sensitivity]") {
  CHECK(parse_output("jct_mean") == OutputExpression{OutputForm::mean, "jct_mean", "", ""});
  CHECK(parse_output("mean(cost, lcf)") == OutputExpression{OutputForm::mean, "cost", "", "lcf"});
  CHECK(parse_output("mean(cost)") == OutputExpression{OutputForm::mean, "cost", "", ""});
  CHECK(parse_output("overhead(jct_mean, cr_ldf)") ==
        OutputExpression{OutputForm::overhead, "jct_mean", "cr_ldf", ""});
  CHECK(parse_output("reduction( cost ,lcf,own )") ==
        OutputExpression{OutputForm::reduction, "cost", "lcf", "own"});
  CHECK(parse_output(" difference(cost,lcf) ").form == OutputForm::difference);
}

TEST_CASE("an output reads back as it is written", "[sensitivity]") {
  for (const char* text : {"mean(cost)", "mean(cost, lcf)", "overhead(jct_mean, cr_ldf)",
                           "difference(cost, lcf, own)"}) {
    CHECK(text_of(parse_output(text)) == text);
  }
  CHECK(text_of(parse_output("cost")) == "mean(cost)");
}

TEST_CASE("bad expressions are refused with the place and what is allowed", "[sensitivity]") {
  CHECK_THAT(expression_message("overhed(cost, lcf)"),
             Contains("there is no form 'overhed' (did you mean 'overhead'?)"));
  CHECK_THAT(expression_message("overhead(cost)"), Contains("overhead needs a baseline"));
  CHECK_THAT(expression_message("overhead(cost, a, b, c)"),
             Contains("overhead takes no more names"));
  CHECK_THAT(expression_message("mean(cost, a, b)"), Contains("mean takes no more names"));
  CHECK_THAT(expression_message(""),
             Contains("the name of a metric or a form is expected at the end"));
  CHECK_THAT(expression_message("overhead(cost, lcf"),
             Contains("',' or ')' is expected at the end"));
  CHECK_THAT(expression_message("overhead(, lcf)"),
             Contains("the name of a metric is expected at character 10, ','"));
  CHECK_THAT(expression_message("cost lcf"), Contains("nothing is expected at character 6, 'l'"));
  CHECK_THAT(expression_message("mean(cost))"),
             Contains("nothing is expected at character 11, ')'"));
  for (const char* text : {"", "x(", "cost)", "mean()"}) {
    CHECK_THAT(expression_message(text), Contains("allowed: METRIC, mean(METRIC [, POLICY])"));
    CHECK_THROWS_AS(parse_output(text), InputError);
  }
}

}  // namespace bacelab
