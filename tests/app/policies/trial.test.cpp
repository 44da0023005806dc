#include "app/policies/trial.hpp"

#include <catch2/catch.hpp>
#include <memory>
#include <utility>

#include "app/policies/trial_report.hpp"

namespace bacelab {
namespace {

using Told = void (*)(const Situation&, std::vector<Decision>&, int& asked);

/// Decides as a function does, which is told how often it has been asked in all runs.
class Deciding final : public WholePolicy {
 public:
  explicit Deciding(Told told) : told_(told) {}
  void begin_run(std::uint64_t) override {}
  void decide(const Situation& situation, std::vector<Decision>& decisions) override {
    ++asked_;
    told_(situation, decisions, asked_);
  }

 private:
  Told told_;
  int asked_ = 0;
};

/// The first pending job into the first region with room, from `first` on.
void into_a_region(const Situation& situation, std::size_t position, std::size_t first,
                   std::vector<Decision>& decisions) {
  const StagePlan& plan = *situation.pending[position].plan;
  const std::size_t regions = situation.state.topology().regions();
  for (std::size_t i = 0; i < regions; ++i) {
    const RegionIndex region((first + i) % regions);
    const int slots = situation.state.free_gpus()[region] / plan.gpus_of_stage();
    const StageOption* option = plan.largest_within(slots, region);
    if (option == nullptr) continue;
    decisions.push_back({position, {region}, {option->stages}});
    return;
  }
}

Trial trial_of(Told told) {
  PolicyCatalog catalog;
  catalog.add_whole_policy(
      {"tried", "as told", [told](const Parameters&) { return std::make_unique<Deciding>(told); }});
  return try_policy(catalog.policies().at("tried", "policy"), catalog);
}

}  // namespace

TEST_CASE("a trial of the program's own policies finds nothing wrong") {
  for (const char* name : {"bace", "lcf", "cr_lcf"}) {
    const Trial trial = try_policy(named_policies().at(name, "policy"), built_in_catalog());
    CAPTURE(name);
    CHECK(has_passed(trial));
    CHECK(trial.worlds == 300);
    CHECK(trial.job_ids.passed == 300);
    CHECK(trial.passes > trial.worlds);
  }
  // Prices have no ties.
  CHECK(try_policy(named_policies().at("lcf", "policy"), built_in_catalog()).regions.passed == 300);
}

TEST_CASE("a trial sees a broken rule, and leaves the rest of that world out") {
  const Trial trial =
      trial_of([](const Situation& situation, std::vector<Decision>& decisions, int& asked) {
        if (asked % 50 == 0) decisions.push_back({0, {RegionIndex(77)}, {1}});
        if (decisions.empty()) into_a_region(situation, 0, 0, decisions);
      });
  CHECK_FALSE(has_passed(trial));
  CHECK(trial.rules.passed < trial.worlds);
  CHECK(trial.served.passed == trial.rules.passed);
  REQUIRE_FALSE(trial.rules.findings.empty());
  CHECK_THAT(trial.rules.findings[0].what, Catch::Contains("there is no region 77, but 0 to 4"));
}

TEST_CASE("a trial sees jobs that are never served") {
  const Trial trial =
      trial_of([](const Situation& situation, std::vector<Decision>& decisions, int&) {
        if (situation.pending.size() > 1) into_a_region(situation, 0, 0, decisions);
      });
  CHECK(trial.rules.passed == trial.worlds);
  CHECK(trial.served.passed < trial.worlds);
  CHECK_THAT(trial.served.findings[0].what, Catch::Contains("never starts"));
  CHECK_FALSE(has_passed(trial));
}

TEST_CASE("a trial sees that a policy remembers other runs") {
  const Trial trial =
      trial_of([](const Situation& situation, std::vector<Decision>& decisions, int& asked) {
        into_a_region(situation, 0, static_cast<std::size_t>(asked), decisions);
      });
  CHECK(trial.served.passed == trial.worlds);
  CHECK(trial.repeated.passed < trial.worlds);
  CHECK_FALSE(has_passed(trial));
}

TEST_CASE("a trial sees what depends on the order of regions, or on the ids of jobs") {
  const Trial regions = trial_of([](const Situation& situation, std::vector<Decision>& decisions,
                                    int&) { into_a_region(situation, 0, 0, decisions); });
  CHECK(has_passed(regions));
  CHECK(regions.regions.passed < regions.worlds);
  CHECK(regions.job_ids.passed == regions.worlds);
  const Trial ids =
      trial_of([](const Situation& situation, std::vector<Decision>& decisions, int&) {
        std::size_t lowest = 0;
        for (std::size_t i = 0; i < situation.pending.size(); ++i) {
          if (situation.pending[i].id < situation.pending[lowest].id) lowest = i;
        }
        into_a_region(situation, lowest, 0, decisions);
      });
  CHECK(has_passed(ids));
  CHECK(ids.job_ids.passed < ids.worlds);
}

}  // namespace bacelab
