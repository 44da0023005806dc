#include "experiments/study/design/factor_plan.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <stdexcept>
#include <string>

#include "core/errors.hpp"
#include "experiments/text/document.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

using Catch::Contains;
using Numbers = std::vector<double>;
using FactorNames = std::vector<std::string>;

std::vector<FactorPlan> plans_of(const std::string& factors) {
  const std::string text = "[design.factors]\n" + factors;
  return read_factor_plans(ConfigDocument::parse(text, "study.toml").root().table("design", ""));
}

FactorPlan plan_of(const std::string& factor) { return plans_of("f = " + factor).at(0); }

Numbers values(const Factor& factor) { return std::get<Numbers>(factor.values); }

TEST_CASE("factor plan: a linear range", "[design]") {
  const FactorPlan plan = plan_of("{key = 'a.b', low = 2, high = 4}");
  CHECK(plan.key == "a.b");
  const Factor factor = at_quantiles(plan, {0.25, 0.5, 0.75});
  CHECK(values(factor) == Numbers{2.5, 3, 3.5});
  CHECK(factor.range == FactorRange{2, 4, RangeScale::linear, false});
  CHECK(values(at_places(plan, {0, 0.5, 1})) == Numbers{2, 3, 4});
}

TEST_CASE("factor plan: a logarithmic range", "[design]") {
  const FactorPlan plan = plan_of("{low = 0.01, high = 100, scale = 'log'}");
  const Numbers found = values(at_places(plan, {0, 0.25, 0.5, 1}));
  CHECK(found.front() == 0.01);
  CHECK(found[1] == Approx(0.1).epsilon(1e-14));
  CHECK(found[2] == Approx(1).epsilon(1e-14));
  CHECK(found.back() == 100);
  CHECK(place_in(std::get<FactorRange>(plan.domain), 10) == Approx(0.75).epsilon(1e-14));
}

TEST_CASE("factor plan: whole numbers are all as likely", "[design]") {
  const FactorPlan plan = plan_of("{low = 3, high = 6, integer = true}");
  Numbers quantiles;
  for (int i = 0; i < 400; ++i) quantiles.push_back((i + 0.5) / 400);
  std::map<double, int> count;
  for (const double value : values(at_quantiles(plan, quantiles))) ++count[value];
  CHECK(count == std::map<double, int>{{3, 100}, {4, 100}, {5, 100}, {6, 100}});
  CHECK(values(at_places(plan, {0, 1.0 / 3, 2.0 / 3, 1})) == Numbers{3, 4, 5, 6});
}

TEST_CASE("factor plan: whole numbers on a logarithmic range stay in it", "[design]") {
  const FactorPlan plan = plan_of("{low = 1, high = 64, integer = true, scale = 'log'}");
  CHECK(values(at_quantiles(plan, {1e-9, 1 - 1e-9})) == Numbers{1, 64});
  CHECK(values(at_places(plan, {0, 0.5, 1})) == Numbers{1, 8, 64});
}

TEST_CASE("factor plan: elements of a list are all as likely", "[design]") {
  const FactorPlan names = plan_of("{names = ['a', 'b', 'c']}");
  CHECK(std::get<FactorNames>(at_quantiles(names, {0.1, 0.4, 0.9}).values) ==
        FactorNames{"a", "b", "c"});
  CHECK(std::get<FactorNames>(at_places(names, {0, 1}).values) == FactorNames{"a", "c"});
  const FactorPlan numbers = plan_of("{values = [8, 2]}");
  CHECK(values(at_quantiles(numbers, {0.49, 0.51})) == Numbers{8, 2});
  CHECK(values(at_elements(numbers, {1, 0, 1})) == Numbers{2, 8, 2});
  CHECK_FALSE(at_quantiles(numbers, {0.5}).range);
  CHECK_THROWS_AS(at_elements(plan_of("{low = 0, high = 1}"), {0}), std::invalid_argument);
}

TEST_CASE("factor plan: bad ranges are refused", "[design]") {
  const auto refused = [](const std::string& factor, const std::string& words) {
    INFO(factor);
    CHECK_THROWS_WITH(plan_of(factor), Contains(words));
  };
  refused("{low = 1}", "design.factors.f.high");
  refused("{low = 1, high = 1}", "not above low");
  refused("{low = 2, high = 1}", "not above low");
  refused("{low = 0, high = 1, scale = 'log'}", "begins above 0");
  refused("{low = 0, high = 1, scale = 'logarithmic'}", "one of linear, log");
  refused("{low = -1e308, high = 1e308}", "too far above low");
  refused("{low = 1e-300, high = 1e300, scale = 'log'}", "too far above low");
  refused("{low = 0.5, high = 3, integer = true}", "ends at whole numbers");
  refused("{low = 0, high = 1, values = [1]}", "one of the four");
  refused("{}", "one of the four");
}

}  // namespace

TEST_CASE("result name: what a results file can hold", "[study]") {
  const ConfigSection section = ConfigDocument::parse("key = 1", "study.toml").root();
  for (const char* name : {"bace", "network.scale", "my-own_2", "µ", "templates.\"a.b\".hidden"}) {
    INFO(name);
    CHECK_NOTHROW(require_result_name(section, "key", name));
  }
  for (const char* name : {"", ".", "a b", "a/b", "a\tb"}) {
    INFO(name);
    CHECK(message_of([&] { require_result_name(section, "key", name); }) ==
          std::string("study.toml:1: key = 1: '") + name +
              "' can't be a name in the results file; allowed: names without blanks and slashes");
  }
}

}  // namespace bacelab
