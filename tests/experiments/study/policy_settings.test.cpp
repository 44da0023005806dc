#include "experiments/study/policy_settings.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <string>
#include <vector>

#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

PolicySetting setting(std::string policy, std::string parameter, double value) {
  return {"--set x", std::move(policy), std::move(parameter), value};
}

std::string message_of_policy(std::string_view name, const std::vector<PolicySetting>& settings) {
  return message_of([&] { resolve_policy(name, settings); });
}

TEST_CASE("resolve policy: a name gives its policy", "[policies]") {
  for (const PolicySpec& policy : named_policies()) {
    const PolicySpec resolved = resolve_policy(policy.name, {});
    CHECK(resolved.name == policy.name);
    CHECK(resolved.ordering == policy.ordering);
    CHECK(resolved.blocking == policy.blocking);
    CHECK(resolved.path_finder == policy.path_finder);
    CHECK(resolved.allocator == policy.allocator);
    CHECK(resolved.parameters == policy.parameters);
  }
}

TEST_CASE("resolve policy: the last setting for a policy wins and no other policy takes it",
          "[policies]") {
  const std::vector settings = {setting("bace", "min_stage_fraction", 0.25),
                                setting("bace_no_costmin", "min_stage_fraction", 1.0),
                                setting("bace", "min_stage_fraction", 0.75)};
  CHECK(resolve_policy("bace", settings).parameters == Parameters{{"min_stage_fraction", 0.75}});
  CHECK(resolve_policy("bace_no_costmin", settings).parameters ==
        Parameters{{"min_stage_fraction", 1.0}});
  CHECK(resolve_policy("lcf", settings).parameters.empty());
}

TEST_CASE("resolve policy: a policy that is known may have parameters already", "[policies]") {
  PolicySpec own = resolve_policy("bace", {});
  own.name = "own";
  own.parameters = {{"min_stage_fraction", 0.25}};
  const std::vector list = {own};
  const Registry<PolicySpec> known(list);
  CHECK(resolve_policy("own", {}, known).parameters == own.parameters);
  const std::vector settings = {setting("own", "min_stage_fraction", 0.5)};
  CHECK(resolve_policy("own", settings, known).parameters ==
        Parameters{{"min_stage_fraction", 0.5}});
  CHECK(message_of([&] { resolve_policy("bace", {}, known); }) ==
        "there is no policy 'bace'; there are own");
}

TEST_CASE("resolve policy: an unknown policy is answered with all and the nearest", "[policies]") {
  std::string all;
  for (const std::string& name : named_policies().names()) {
    all += (all.empty() ? "there are " : ", ") + name;
  }
  CHECK(message_of_policy("lfc", {}) == "there is no policy 'lfc' (did you mean 'lcf'?); " + all);
  CHECK(message_of_policy("bace", {setting("cr_lfd", "x", 1.0)}) ==
        "--set x: there is no policy 'cr_lfd' (did you mean 'cr_ldf'?); " + all);
}

TEST_CASE("resolve policy: an unknown parameter is refused for other policies too", "[policies]") {
  for (const char* name : {"bace", "lcf"}) {
    CHECK(message_of_policy(name, {setting("bace", "min_stage_fracton", 0.5)}) ==
          "--set x: the policy 'bace' has no parameter 'min_stage_fracton' (did you mean "
          "'min_stage_fraction'?); it has min_stage_fraction");
    CHECK(message_of_policy(name, {setting("ldf", "alpha", 0.5)}) ==
          "--set x: the policy 'ldf' has no parameter 'alpha'; it has min_stage_fraction");
  }
}

TEST_CASE("resolve policy: a value out of range is refused for other policies too", "[policies]") {
  const ParameterInfo parameter = parameters_of(resolve_policy("bace", {})).front();
  CHECK(message_of_policy("bace", {setting("bace", "min_stage_fraction", parameter.low)}).empty());
  CHECK(message_of_policy("bace", {setting("bace", "min_stage_fraction", parameter.high)}).empty());
  CHECK(message_of_policy("lcf", {setting("bace", "min_stage_fraction", 1.5)}) ==
        "--set x: min_stage_fraction = 1.5: must be a number in [0, 1]");
  for (const double wrong :
       {-0.1, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    CHECK_THAT(message_of_policy("bace", {setting("bace", "min_stage_fraction", wrong)}),
               Catch::EndsWith("must be a number in [0, 1]"));
  }
}

TEST_CASE("resolve policy: a policy for few regions is refused for more", "[policies]") {
  CHECK_NOTHROW(require_serves(resolve_policy("bace_exhaustive", {}), 8));
  CHECK_NOTHROW(require_serves(resolve_policy("bace", {}), 1000));
  CHECK(message_of([] { require_serves(resolve_policy("bace_exhaustive", {}), 9); }) ==
        "the policy 'bace_exhaustive' serves at most 8 regions, and the cluster has 9; use another "
        "policy or fewer regions");
}

}  // namespace
}  // namespace bacelab
