#include "experiments/study/policies_reader.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <vector>

#include "experiments/text/document.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

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

TEST_CASE("policies: parts that have different parameters of one name don't go together",
          "[study]") {
  static constexpr auto other =
      std::to_array<ParameterInfo>({{"min_stage_fraction", 0.5, 0.0, 0.75, "of its own"}});
  const auto make = [](const Parameters&) { return std::make_unique<Sjf>(); };
  PolicyCatalog catalog;
  catalog.add_ordering({"other", "as sjf", make, other});
  const std::string text =
      "[study]\npolicies = [\"mine\"]\n[policies.mine]\nordering = \"other\"\n"
      "path_finder = \"bace\"\nallocator = \"path_order\"\n";
  auto document = ConfigDocument::parse(text, "study.toml");
  CHECK_THROWS_WITH(read_policies(document.root(), 6, catalog),
                    "study.toml:4: policy 'mine': the ordering 'other' and the path finder 'bace' "
                    "have a parameter 'min_stage_fraction' with different defaults or ranges: 0.5 "
                    "in [0, 0.75] and 0.5 in [0, 1]; give one of them another name");
}

}  // namespace bacelab
