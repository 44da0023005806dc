#include "experiments/study/policies_reader.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <string>
#include <vector>

#include "experiments/text/document.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

PolicySetting setting(std::string policy, std::string parameter, double value) {
  return {"--set x", std::move(policy), std::move(parameter), value};
}

std::string message(std::string_view name, const std::vector<PolicySetting>& settings) {
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
    CHECK(resolved.parameters.empty());
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
  CHECK(message("lfc", {}) == "there is no policy 'lfc' (did you mean 'lcf'?); " + all);
  CHECK(message("bace", {setting("cr_lfd", "x", 1.0)}) ==
        "--set x: there is no policy 'cr_lfd' (did you mean 'cr_ldf'?); " + all);
}

TEST_CASE("resolve policy: an unknown parameter is refused for other policies too", "[policies]") {
  for (const char* name : {"bace", "lcf"}) {
    CHECK(message(name, {setting("bace", "min_stage_fracton", 0.5)}) ==
          "--set x: the policy 'bace' has no parameter 'min_stage_fracton' (did you mean "
          "'min_stage_fraction'?); it has min_stage_fraction");
    CHECK(message(name, {setting("ldf", "alpha", 0.5)}) ==
          "--set x: the policy 'ldf' has no parameter 'alpha'; it has min_stage_fraction");
  }
}

TEST_CASE("resolve policy: a value out of range is refused for other policies too", "[policies]") {
  const ParameterInfo parameter = parameters_of(resolve_policy("bace", {})).front();
  CHECK(message("bace", {setting("bace", "min_stage_fraction", parameter.low)}).empty());
  CHECK(message("bace", {setting("bace", "min_stage_fraction", parameter.high)}).empty());
  CHECK(message("lcf", {setting("bace", "min_stage_fraction", 1.5)}) ==
        "--set x: min_stage_fraction = 1.5: must be a number in [0, 1]");
  for (const double wrong :
       {-0.1, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    CHECK_THAT(message("bace", {setting("bace", "min_stage_fraction", wrong)}),
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

std::vector<PolicySpec> policies_of(const std::string& text, std::size_t regions = 6) {
  return read_policies(ConfigDocument::parse(text, "study.toml").root(), regions);
}

}  // namespace

TEST_CASE("policies: the named ones are those of the model", "[study]") {
  for (const PolicySpec& named : named_policies()) {
    INFO(named.name);
    const auto policies = policies_of("[study]\npolicies = [\"" + named.name + "\"]\n");
    REQUIRE(policies.size() == 1);
    CHECK(policies[0].name == named.name);
    CHECK(policies[0].ordering == named.ordering);
    CHECK(policies[0].blocking == named.blocking);
    CHECK(policies[0].path_finder == named.path_finder);
    CHECK(policies[0].allocator == named.allocator);
    CHECK_NOTHROW(make_policy(policies[0]));
  }
}

TEST_CASE("policies: they run in the order of the list", "[study]") {
  const auto policies = policies_of("[study]\npolicies = [\"ldf\", \"bace\", \"lcf\"]\n");
  REQUIRE(policies.size() == 3);
  CHECK(policies[0].name == "ldf");
  CHECK(policies[1].name == "bace");
  CHECK(policies[2].name == "lcf");
}

TEST_CASE("policies: parameters have their defaults or are set", "[study]") {
  const auto fraction = [](const std::string& text) {
    return policies_of(text).at(0).parameters.at("min_stage_fraction");
  };
  CHECK(fraction("") == 0.5);
  CHECK(fraction("[policies.bace]\nmin_stage_fraction = 0.75\n") == 0.75);
}

TEST_CASE("policies: a new one from parts", "[study]") {
  const auto policies = policies_of(
      "[study]\npolicies = [\"mine\", \"bace\"]\n[policies.mine]\nordering = \"sjf\"\n"
      "blocking = false\npath_finder = \"bace\"\nallocator = \"path_order\"\n"
      "min_stage_fraction = 0.25\n");
  REQUIRE(policies.size() == 2);
  CHECK(policies[0].name == "mine");
  CHECK(policies[0].ordering == "sjf");
  CHECK_FALSE(policies[0].blocking);
  CHECK(policies[0].path_finder == "bace");
  CHECK(policies[0].allocator == "path_order");
  CHECK(policies[0].parameters.at("min_stage_fraction") == 0.25);
  CHECK(policies[1].parameters.at("min_stage_fraction") == 0.5);
  CHECK_NOTHROW(make_policy(policies[0]));
}

TEST_CASE("policies: the reference for few regions serves eight, not nine", "[study]") {
  const std::string text = "[study]\npolicies = [\"bace_exhaustive\"]\n";
  CHECK(policies_of(text, 8).size() == 1);
  CHECK_THAT(message_of([&] { policies_of(text, 9); }), Catch::Contains("at most 8 regions"));
}

TEST_CASE("policies: a name that a results file can't hold is refused", "[study]") {
  for (const char* name : {"my policy", "a/b", "", "."}) {
    const std::string text = std::string("[study]\npolicies = [\"") + name + "\"]\n[policies.\"" +
                             name +
                             "\"]\nordering = \"fcfs\"\npath_finder = \"single_cheapest\"\n"
                             "allocator = \"path_order\"\n";
    INFO(text);
    CHECK_THAT(message_of([&] { policies_of(text); }),
               Catch::Contains("study.toml:2: study.policies") && Catch::Contains("blanks"));
  }
}

}  // namespace bacelab
