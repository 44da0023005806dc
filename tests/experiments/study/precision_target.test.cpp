#include "experiments/study/precision_target.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "core/errors.hpp"
#include "experiments/text/document.hpp"

namespace bacelab {
namespace {

using Names = std::vector<std::string>;

template <class Target = PrecisionTarget>
std::optional<Target> target_of(const std::string& text, const Names& policies,
                                std::size_t replications = 1000) {
  const auto goal =
      read_precision(ConfigDocument::parse(text, "study.toml").root(), policies, replications);
  if (!goal) return std::nullopt;
  return std::get<Target>(*goal);
}

TEST_CASE("precision target: none without [precision]", "[study]") {
  CHECK_FALSE(target_of("", {"bace", "lcf"}));
}

TEST_CASE("precision target: defaults", "[study]") {
  const auto target = target_of("[precision]\n", {"lcf", "bace", "ldf"});
  REQUIRE(target);
  CHECK(target->half_width_points == 2.0);
  CHECK(target->confidence == 0.95);
  CHECK(target->form == PairForm::overhead);
  CHECK(target->metrics == Names{"jct_mean", "cost"});
  CHECK(target->policy == "bace");
  CHECK(target->baselines == Names{"lcf", "ldf"});
  CHECK(target->minimum == 30);
  CHECK(target->step == 10);
  CHECK(target_of("[precision]\n", {"lcf", "ldf"})->policy == "lcf");
}

TEST_CASE("precision target: what is given is taken", "[study]") {
  const auto target = target_of(
      "[precision]\nhalf_width_points = 0.5\nconfidence = 0.9\nform = 'reduction'\n"
      "metrics = ['makespan']\npolicy = 'ldf'\nbaselines = ['bace']\nminimum = 40\nstep = 5\n",
      {"lcf", "bace", "ldf"});
  REQUIRE(target);
  CHECK(target->half_width_points == 0.5);
  CHECK(target->confidence == 0.9);
  CHECK(target->form == PairForm::reduction);
  CHECK(target->metrics == Names{"makespan"});
  CHECK(target->policy == "ldf");
  CHECK(target->baselines == Names{"bace"});
  CHECK(target->minimum == 40);
  CHECK(target->step == 5);
}

TEST_CASE("precision target: the goal can be to select the best policy", "[study]") {
  const Names policies = {"lcf", "bace", "ldf"};
  const auto fallback = target_of<SelectionTarget>("[precision]\ngoal = 'select_best'\n", policies);
  REQUIRE(fallback);
  CHECK(fallback->metric == "jct_mean");
  CHECK(fallback->policies == policies);
  CHECK(fallback->indifference_percent == 1.0);
  CHECK(fallback->confidence == 0.95);
  CHECK(fallback->minimum == 30);
  CHECK(fallback->step == 10);
  const auto given = target_of<SelectionTarget>(
      "[precision]\ngoal = 'select_best'\nmetric = 'cost'\nindifference_percent = 0.5\n"
      "confidence = 0.9\nminimum = 10\nstep = 1\n",
      policies);
  REQUIRE(given);
  CHECK(given->metric == "cost");
  CHECK(given->indifference_percent == 0.5);
  CHECK(given->confidence == 0.9);
  CHECK(given->minimum == 10);
  CHECK(given->step == 1);
}

TEST_CASE("precision target: a selection that can't be is refused", "[study]") {
  const auto refused = [](const std::string& keys, const Names& policies,
                          const std::string& words) {
    INFO(keys);
    CHECK_THROWS_WITH(target_of("[precision]\n" + keys, policies), Catch::Contains(words));
  };
  refused("goal = 'best'\n", {"a", "b"}, "intervals");
  const std::string goal = "goal = 'select_best'\n";
  refused(goal + "confidence = 0.5\n", {"a", "b"}, "(0.5, 1)");
  refused(goal + "indifference_percent = 0\n", {"a", "b"}, "(0, 100)");
  refused(goal + "minimum = 9\n", {"a", "b"}, ">= 10");
  refused(goal, {"a"}, "there is nothing to select from");
}

TEST_CASE("precision target: what can't be is refused", "[study]") {
  const auto refused = [](const std::string& keys, const std::string& words) {
    INFO(keys);
    CHECK_THROWS_WITH(target_of("[precision]\n" + keys, {"bace", "lcf"}), Catch::Contains(words));
  };
  refused("minimum = 29\n", ">= 30");
  refused("step = 11\n", "[1, 10]");
  refused("half_width_points = 0\n", "> 0");
  refused("metrics = ['jct_men']\n", "did you mean 'jct_mean'");
  refused("baselines = ['bace']\n", "compared with itself");
  refused("baselines = ['ldf']\n", "bace, lcf");
  CHECK_THROWS_WITH(target_of("[precision]\n", {"bace"}), Catch::Contains("nothing to compare"));
  CHECK_THROWS_WITH(target_of("[precision]\n", {"bace", "lcf"}, 20),
                    Catch::Contains("at most study.replications = 20"));
}

}  // namespace
}  // namespace bacelab
