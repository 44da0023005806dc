#include "core/scheduling/policies/catalog.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <utility>

#include "core/errors.hpp"
#include "core/scheduling/path_finders/baselines.hpp"
#include "core/scheduling/policies/policy.hpp"

namespace bacelab {
namespace {

std::unique_ptr<PathFinder> make_finder(const Parameters&) {
  return std::make_unique<CrossGreedy>();
}

class Waiting final : public WholePolicy {
 public:
  void begin_run(std::uint64_t) override {}
  void decide(const Situation&, std::vector<Decision>&) override {}
};

constexpr auto patience = std::to_array<ParameterInfo>({{"patience", 2.0, 0.0, 9.0, "in hours"}});

PartInfo<WholePolicy> waiting(std::string_view name) {
  return {name, "waits", [](const Parameters&) { return std::make_unique<Waiting>(); }, patience};
}

}  // namespace

TEST_CASE("a catalog has the program's own policies and parts") {
  const PolicyCatalog& catalog = built_in_catalog();
  CHECK(catalog.policies().names() == named_policies().names());
  CHECK(catalog.orderings().names() == orderings().names());
  CHECK(catalog.path_finders().names() == path_finders().names());
  CHECK(catalog.allocators().names() == allocators().names());
  CHECK(catalog.whole_policies().size() == 0);
}

TEST_CASE("parts that are added combine with the program's own, and are checked") {
  PolicyCatalog catalog;
  catalog.add_path_finder({"mine", "as cross_greedy", make_finder});
  PolicySpec spec = named_policies().at("bace", "policy");
  spec.name = "bace_mine";
  spec.path_finder = "mine";
  catalog.add_policy(spec);
  const Policy policy = make_policy(catalog.policies().at("bace_mine", "policy"), catalog);
  CHECK(dynamic_cast<CrossGreedy*>(policy.path_finder.get()) != nullptr);
  CHECK(policy.is_checked);
  CHECK_FALSE(make_policy(named_policies().at("bace", "policy"), catalog).is_checked);
  // Other catalogs do not have it.
  CHECK_THROWS_AS(make_policy(spec), InputError);
}

TEST_CASE("a whole policy is a policy of its name, with its parameters") {
  PolicyCatalog catalog;
  catalog.add_whole_policy(waiting("waiting"));
  const PolicySpec& spec = catalog.policies().at("waiting", "policy");
  CHECK(spec.whole == "waiting");
  REQUIRE(parameters_of(spec, catalog).size() == 1);
  CHECK(parameters_of(spec, catalog)[0].name == "patience");
  CHECK(max_regions_of(spec, catalog) == 0);
  const Policy policy = make_policy(spec, catalog);
  CHECK(policy.whole != nullptr);
  CHECK(policy.is_checked);
  CHECK(looks_of(policy).at_links);
  CHECK(looks_of(policy).at_prices);
}

TEST_CASE("an added policy that can't be made is refused by its name") {
  const auto adding = [](std::function<std::unique_ptr<WholePolicy>(const Parameters&)> make) {
    PolicyCatalog catalog;
    catalog.add_whole_policy({"new", "is never there", std::move(make)});
    make_policy(catalog.policies().at("new", "policy"), catalog);
  };
  CHECK_THROWS_WITH(adding([](const Parameters&) { return nullptr; }),
                    "'new' can't be made: the plugin gave none");
  CHECK_THROWS_WITH(adding([](const Parameters&) -> std::unique_ptr<WholePolicy> {
                      throw std::runtime_error("no weights");
                    }),
                    "'new' can't be made: no weights");
  CHECK_THROWS_AS(adding([](const Parameters&) -> std::unique_ptr<WholePolicy> { throw "a word"; }),
                  InputError);
  CHECK_THROWS_WITH(
      adding([](const Parameters&) -> std::unique_ptr<WholePolicy> { throw std::bad_alloc(); }),
      "'new' can't be made: it ran out of memory");
}

TEST_CASE("what has a name already, or is not complete, is refused") {
  PolicyCatalog catalog;
  CHECK_THROWS_WITH(catalog.add_whole_policy(waiting("bace")),
                    "there is a policy 'bace' already; allowed: another name");
  CHECK_THROWS_WITH(catalog.add_path_finder({"exhaustive", "again", make_finder}),
                    "there is a path finder 'exhaustive' already; allowed: another name");
  CHECK_THROWS_WITH(catalog.add_path_finder({"", "without a name", make_finder}),
                    "a path finder has no name");
  CHECK_THROWS_WITH(catalog.add_path_finder({"mine", "", make_finder}),
                    "the path finder 'mine' has no description");
  CHECK_THROWS_WITH(catalog.add_path_finder({"mine", "cannot be made", {}}),
                    "the path finder 'mine' has no function that makes it");
  constexpr auto wrong = std::to_array<ParameterInfo>({{"x", 2.0, 0.0, 1.0, "too large"}});
  CHECK_THROWS_WITH(catalog.add_path_finder({"mine", "as cross_greedy", make_finder, wrong}),
                    "the path finder 'mine' has a parameter 'x' whose default is not allowed");
  constexpr auto endless =
      std::to_array<ParameterInfo>({{"x", INFINITY, 0.0, INFINITY, "no number"}});
  CHECK_THROWS_WITH(catalog.add_path_finder({"mine", "as cross_greedy", make_finder, endless}),
                    "the path finder 'mine' has a parameter 'x' whose default is not allowed");
  const auto make_fcfs = [](const Parameters&) { return std::make_unique<Fcfs>(); };
  CHECK_THROWS_WITH(catalog.add_ordering({"sjf", "again", make_fcfs}),
                    "there is an ordering 'sjf' already; allowed: another name");
  constexpr auto twice = std::to_array<ParameterInfo>(
      {{"x", 1.0, 0.0, 1.0, "one"}, {"y", 1.0, 0.0, 1.0, "two"}, {"x", 1.0, 0.0, 1.0, "one"}});
  CHECK_THROWS_WITH(catalog.add_path_finder({"mine", "as cross_greedy", make_finder, twice}),
                    "the path finder 'mine' has a parameter 'x' twice; give one of them another "
                    "name");
  PolicySpec spec;
  spec.name = "new";
  spec.ordering = "fcsf";
  CHECK_THROWS_AS(catalog.add_policy(spec), InputError);
  CHECK(catalog.policies().names() == named_policies().names());
  CHECK(catalog.whole_policies().size() == 0);
}

TEST_CASE("a parameter with the name of a key of every policy is refused") {
  PolicyCatalog catalog;
  for (const std::string_view key : {"ordering", "blocking", "path_finder", "allocator"}) {
    const std::array<ParameterInfo, 1> parameter = {{{key, 1.0, 0.0, 1.0, "hides a key"}}};
    const std::string which = "'mine' has a parameter '" + std::string(key) +
                              "', which is a key of every policy in a study; give it another name";
    CHECK_THROWS_WITH(catalog.add_path_finder({"mine", "as cross_greedy", make_finder, parameter}),
                      "the path finder " + which);
    PartInfo<WholePolicy> whole = waiting("mine");
    whole.parameters = parameter;
    CHECK_THROWS_WITH(catalog.add_whole_policy(whole), "the policy " + which);
  }
}

TEST_CASE("parts may share a parameter, but not its name alone") {
  static constexpr auto half =
      std::to_array<ParameterInfo>({{"min_stage_fraction", 0.5, 0.0, 1.0, "as bace"}});
  static constexpr auto third =
      std::to_array<ParameterInfo>({{"min_stage_fraction", 0.25, 0.0, 1.0, "as nobody"}});
  const auto make = [](const Parameters&) { return std::make_unique<Fcfs>(); };
  PolicyCatalog catalog;
  catalog.add_ordering({"half", "with the same", make, half});
  catalog.add_ordering({"third", "with another", make, third});
  PolicySpec spec = named_policies().at("bace", "policy");
  spec.name = "shared";
  spec.ordering = "half";
  catalog.add_policy(spec);
  CHECK(parameters_of(spec, catalog).size() == 1);
  CHECK(make_policy(spec, catalog).is_checked);
  spec.name = "split";
  spec.ordering = "third";
  const std::string message =
      "the ordering 'third' and the path finder 'bace' have a parameter 'min_stage_fraction' with "
      "different defaults or ranges: 0.25 in [0, 1] and 0.5 in [0, 1]; give one of them another "
      "name";
  CHECK_THROWS_WITH(make_policy(spec, catalog), message);
  CHECK_THROWS_WITH(catalog.add_policy(spec), message);
  CHECK_FALSE(catalog.policies().find("split"));
}

}  // namespace bacelab
