#include "app/explain/swaps.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <utility>

#include "app/explain/decider.hpp"
#include "tests/support/any_run.hpp"
#include "tests/support/same_record.hpp"

namespace bacelab {
namespace {

using namespace testing;

bool same_jobs(const RunRecord& a, const RunRecord& b) {
  if (a.jobs.size() != b.jobs.size()) return false;
  for (std::size_t i = 0; i < a.jobs.size(); ++i) {
    if (!same(a.jobs[i], b.jobs[i])) return false;
  }
  return true;
}

/// Starts what two runs have started: up to an instant the first, at it the second; and then goes
/// on as a policy.
class Scripted final : public WholePolicy {
 public:
  Scripted(const RunRecord& before, const RunRecord& at, double instant_s, Policy& after)
      : before_(before), at_(at), instant_s_(instant_s), after_(after) {}
  void begin_run(std::uint64_t seed) override { after_.begin_run(seed); }
  void decide(const Situation& situation, std::vector<Decision>& decisions) override {
    if (situation.now_s > instant_s_) return after_.decide(situation, decisions);
    const RunRecord& script = situation.now_s < instant_s_ ? before_ : at_;
    for (std::size_t i = 0; i < situation.pending.size(); ++i) {
      const JobOutcome& job = script.jobs[situation.pending[i].job.value()];
      if (!job.started || job.start_s != situation.now_s) continue;
      Decision decision = {i, {}, {}};
      for (const PathStep& step : script.path_of(job)) {
        decision.path.push_back(step.region);
        decision.stages.push_back(step.stages);
      }
      decisions.push_back(std::move(decision));
    }
  }

 private:
  const RunRecord& before_;
  const RunRecord& at_;
  double instant_s_;
  Decider after_;
};

/// Does the record say in which order jobs started, up to an instant?
bool starts_one_at_a_time(const RunRecord& record, double until_s) {
  for (const JobOutcome& job : record.jobs) {
    if (job.started && job.start_s <= until_s && starts_at(record, job.start_s).size() > 1) {
      return false;
    }
  }
  return true;
}

}  // namespace

TEST_CASE("a swap that never comes changes nothing, and a policy does not differ from itself") {
  rc::prop("any policy", [] {
    const Scenario scenario = any_scenario().make();
    const std::string name = any_policy();
    Policy own = make_policy(named_policy(name));
    Policy twin = make_policy(named_policy(name));
    Policy other = make_policy(named_policy(any_policy()));
    RC_ASSERT(divergences_of(scenario, own, twin).empty());
    RC_ASSERT(same_jobs(run_swapped(scenario, own, other, 1000000), run(scenario, name)));
  });
}

TEST_CASE("a swapped decision is the run with that decision written down") {
  rc::prop("any two policies", [] {
    const Scenario scenario = any_scenario().make();
    const std::string name = any_policy();
    Policy own = make_policy(named_policy(name));
    Policy other = make_policy(named_policy(any_policy()));
    const RunRecord before = run(scenario, name);
    const auto divergences = divergences_of(scenario, own, other);
    RC_CLASSIFY(!divergences.empty(), "differ");
    for (const Divergence& where : divergences) {
      const RunRecord swapped = run_swapped(scenario, own, other, where.instant);
      // Up to then all is as it was.
      for (std::size_t i = 0; i < before.jobs.size(); ++i) {
        const JobOutcome& job = swapped.jobs[i];
        if (!job.started || job.start_s >= where.time_s) continue;
        RC_ASSERT(before.jobs[i].start_s == job.start_s);
      }
      if (!starts_one_at_a_time(swapped, where.time_s)) continue;
      RC_TAG("scripted");
      Policy scripted;
      scripted.blocking = false;
      scripted.whole = std::make_unique<Scripted>(before, swapped, where.time_s, own);
      scripted.is_checked = true;
      RC_ASSERT(same_jobs(Simulator().run(scenario, scripted), swapped));
    }
  });
}

TEST_CASE("the other policy's decision is its own, in the state of the first") {
  // lcf starts in the cheaper region, ldf in the one with more GPUs.
  const Scenario scenario =
      World().region(4, 1.0).region(8, 2.0).model(unit_template(2, 5)).job(0.0, 10.0).build();
  Policy lcf = make_policy(named_policy("lcf"));
  Policy ldf = make_policy(named_policy("ldf"));
  const auto divergences = divergences_of(scenario, lcf, ldf);
  REQUIRE(divergences.size() == 1);
  CHECK(divergences[0].time_s == 0.0);
  CHECK(divergences[0].sight.pending == std::vector<std::int64_t>{0});
  CHECK(divergences[0].sight.free_gpus[RegionIndex(1)] == 8);
  CHECK(divergences[0].sight.running == 0);
  const RunRecord swapped = run_swapped(scenario, lcf, ldf, divergences[0].instant);
  const auto starts = starts_at(swapped, 0.0);
  REQUIRE(starts.size() == 1);
  CHECK(starts[0].job == 0);
  CHECK(starts[0].path.front().region == RegionIndex(1));
  CHECK(starts_at(run(scenario, "lcf"), 0.0) != starts);
}

}  // namespace bacelab
