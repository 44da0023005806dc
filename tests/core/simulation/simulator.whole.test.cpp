// Runs under whole policies, and under parts that are checked.
#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/scheduling/path_finders/bandwidth_aware.hpp"
#include "core/scheduling/rules.hpp"
#include "core/simulation/simulator.hpp"
#include "tests/support/any_run.hpp"
#include "tests/support/recording_log.hpp"
#include "tests/support/same_record.hpp"

namespace bacelab {
namespace {

using namespace testing;

using Decide = std::function<void(const Situation&, std::vector<Decision>&)>;

/// Decides as a function does.
class Deciding final : public WholePolicy {
 public:
  explicit Deciding(Decide decide, std::uint64_t* seed = nullptr)
      : decide_(std::move(decide)), seed_(seed) {}
  void begin_run(std::uint64_t seed) override {
    if (seed_ != nullptr) *seed_ = seed;
  }
  void decide(const Situation& situation, std::vector<Decision>& decisions) override {
    decide_(situation, decisions);
  }

 private:
  Decide decide_;
  std::uint64_t* seed_;
};

Policy deciding(Decide decide, std::uint64_t* seed = nullptr) {
  return {{}, false, {}, {}, std::make_unique<Deciding>(std::move(decide), seed), true};
}

/// A policy made of parts, as a whole one: jobs in order, the first that finds a place.
class InOrder {
 public:
  explicit InOrder(std::shared_ptr<Policy> parts) : parts_(std::move(parts)) {}

  void operator()(const Situation& situation, std::vector<Decision>& decisions) {
    parts_->ordering->score(situation, scores_);
    sort_by_score(scores_, order_);
    for (const std::uint32_t position : order_) {
      const StagePlan& plan = *situation.pending[position].plan;
      if (parts_->path_finder->find(situation.state, plan, *parts_->allocator, placement_, nullptr)
              .found) {
        decisions.push_back({position, placement_.path, placement_.stages});
        return;
      }
      if (parts_->blocking) return;
    }
  }

 private:
  std::shared_ptr<Policy> parts_;
  std::vector<double> scores_;
  std::vector<std::uint32_t> order_;
  Placement placement_;
};

/// Two linked regions of two GPUs, and three jobs of two stages at once.
Scenario three_jobs() {
  return World()
      .region(2, 1.0)
      .region(2, 2.0)
      .link(0, 1, 100.0)
      .model(unit_template(2, 5))
      .job(0.0, 10.0)
      .job(0.0, 10.0)
      .job(0.0, 10.0)
      .build();
}

std::string message_of(const Decide& decide) {
  Policy policy = deciding(decide);
  try {
    Simulator().run(three_jobs(), policy);
  } catch (const RuleBroken& broken) {
    return broken.what();
  }
  return "no rule is broken";
}

}  // namespace

TEST_CASE("a policy of parts written as a whole policy gives the same jobs, to the last bit") {
  rc::prop("any policy", [] {
    const Scenario scenario = any_scenario().make();
    const std::string name = any_policy();
    Policy whole = deciding(InOrder(std::make_shared<Policy>(make_policy(named_policy(name)))));
    RunRecord found = Simulator().run(scenario, whole);
    const RunRecord expected = run(scenario, name);
    RC_ASSERT(found.jobs.size() == expected.jobs.size());
    for (std::size_t i = 0; i < found.jobs.size(); ++i) {
      RC_ASSERT(same(found.jobs[i], expected.jobs[i]));
    }
    RC_ASSERT(found.end_s == expected.end_s);
    RC_ASSERT(found.counts.starts_out_of_order == expected.counts.starts_out_of_order);
    RC_ASSERT(found.counts.starts_reallocated == expected.counts.starts_reallocated);
  });
}

TEST_CASE("several decisions are carried out in order, and then the policy is asked again") {
  std::vector<std::size_t> pending;
  std::vector<std::size_t> running;
  Policy policy = deciding([&](const Situation& situation, std::vector<Decision>& decisions) {
    pending.push_back(situation.pending.size());
    running.push_back(situation.running.size());
    if (situation.pending.size() == 3) {
      decisions.push_back({2, path({1}), {2}});
      decisions.push_back({0, path({0}), {2}});
    } else if (situation.state.free_gpus()[region(0)] == 2) {
      decisions.push_back({0, path({0}), {2}});
    }
  });
  const RunRecord record = Simulator().run(three_jobs(), policy);
  CHECK(record.path_of(record.jobs[2])[0].region == region(1));
  CHECK(record.path_of(record.jobs[0])[0].region == region(0));
  CHECK(record.jobs[1].start_s == record.jobs[0].finish_s);
  CHECK(pending == std::vector<std::size_t>{3, 1, 1});  // nothing is asked without a pending job
  CHECK(running == std::vector<std::size_t>{0, 2, 0});
}

TEST_CASE("a whole policy sees the running jobs as they are, and the seed of the run") {
  std::uint64_t seed = 0;
  std::vector<double> left;
  Policy policy = deciding(
      [&](const Situation& situation, std::vector<Decision>& decisions) {
        for (const RunningView& job : situation.running) {
          left.push_back(job.remaining_iterations);
          CHECK(job.id == 0);
          CHECK(job.option->stages == 2);
          CHECK(job.start_s == 0.0);
          CHECK(job.path.size() == 1);
        }
        if (situation.running.empty()) decisions.push_back({0, path({0}), {2}});
      },
      &seed);
  // An iteration takes 2 + 4 = 6 s; the second job arrives after two of them.
  Scenario scenario =
      World().region(2, 1.0).model(unit_template(2, 5)).job(0.0, 3.0).job(12.0, 1.0).build();
  scenario.policy_seed = 77;
  const RunRecord record = Simulator().run(scenario, policy);
  CHECK(seed == 77);
  CHECK(left == std::vector<double>{1.0});
  CHECK(record.jobs[1].start_s == 18.0);
}

TEST_CASE("a whole policy that breaks a rule is told when, for which job and how") {
  CHECK(message_of([](const Situation&, std::vector<Decision>& decisions) {
          decisions.push_back({1, path({0}), {3}});
        }) == "at 0.000000 s, job 1: the job can't have 3 stages, but 1, 2");
  CHECK(message_of([](const Situation&, std::vector<Decision>& decisions) {
          decisions.push_back({3, path({0}), {2}});
        }) == "at 0.000000 s, there is no pending job 3, but 0 to 2");
  CHECK(message_of([](const Situation&, std::vector<Decision>& decisions) {
          decisions.push_back({0, path({0}), {2}});
          decisions.push_back({0, path({1}), {2}});
        }) == "at 0.000000 s, the policy starts a job twice");
  CHECK(message_of([](const Situation&, std::vector<Decision>& decisions) {
          decisions.push_back({0, path({0}), {2}});
          decisions.push_back({1, path({0}), {2}});
        }) ==
        "at 0.000000 s, job 1: 2 stages of 1 GPU are put into region 0, which has 0 free GPUs");
}

TEST_CASE("what a whole policy throws is told with its time, and the next run is as ever") {
  bool throws = true;
  const auto decide = [&](const Situation& situation, std::vector<Decision>& decisions) {
    if (throws && situation.now_s > 0.0) throw 42;
    if (situation.running.empty()) decisions.push_back({0, path({0}), {2}});
  };
  Policy policy = deciding(decide);
  Simulator simulator;
  CHECK_THROWS_WITH(simulator.run(three_jobs(), policy),
                    Catch::Contains("the policy threw something that is no std::exception") &&
                        !Catch::Contains("at 0.000000 s"));
  throws = false;
  const RunRecord again = simulator.run(three_jobs(), policy);
  Policy fresh = deciding(decide);
  CHECK(same(again, Simulator().run(three_jobs(), fresh)));
}

TEST_CASE("a whole policy that waits for ever leaves its jobs unserved") {
  Policy policy = deciding([](const Situation&, std::vector<Decision>&) {});
  const RunRecord record = Simulator().run(three_jobs(), policy);
  for (const JobOutcome& job : record.jobs) CHECK_FALSE(job.started);
  CHECK(record.counts.passes == 1);
}

TEST_CASE("a log receives what a whole policy starts, and that it waits") {
  Policy policy = deciding([](const Situation& situation, std::vector<Decision>& decisions) {
    const std::size_t last = situation.pending.size() - 1;
    if (situation.running.empty()) decisions.push_back({last, path({1}), {2}});
  });
  RecordingLog log;
  Simulator().run(three_jobs(), policy, &log);
  CHECK(log.events ==
        std::vector<std::string>{"order", "attempt 2", "start 2", "order", "refused",  //
                                 "order", "attempt 1", "start 1", "order", "refused",  //
                                 "order", "attempt 0", "start 0"});
}

namespace {

/// Puts every job into the first region, with two stages, whether there is room or not.
class Careless final : public PathFinder {
 public:
  SearchOutcome find(const SystemState&, const StagePlan& plan, const Allocator&, Placement& result,
                     DecisionLog*) override {
    result.clear();
    result.path = path({0});
    result.stages = {2};
    result.option = plan.largest_within(2);
    return {.found = true};
  }
};

class Numberless final : public Ordering {
 public:
  void score(const Situation& situation, std::vector<double>& scores) const override {
    scores.assign(situation.pending.size(), std::numeric_limits<double>::quiet_NaN());
  }
};

/// By age, and notes what it was shown since the run began.
class Watching final : public Ordering {
 public:
  struct Seen {
    int runs = 0;
    std::vector<std::pair<double, std::size_t>> shown;  // time, and the number of running jobs
  };
  explicit Watching(Seen& seen) : seen_(&seen) {}
  void begin_run() override {
    ++seen_->runs;
    seen_->shown.clear();
  }
  void score(const Situation& situation, std::vector<double>& scores) const override {
    seen_->shown.emplace_back(situation.now_s, situation.running.size());
    scores.clear();
    for (const PendingJob& job : situation.pending) {
      scores.push_back(job.arrival_s - situation.now_s);
    }
  }

 private:
  Seen* seen_;
};

}  // namespace

TEST_CASE("parts that are checked break no rule unseen") {
  Policy policy = make_policy(named_policy("lcf"));
  policy.path_finder = std::make_unique<Careless>();
  policy.is_checked = true;
  CHECK_THROWS_WITH(Simulator().run(three_jobs(), policy),
                    "at 0.000000 s, job 1: 2 stages of 1 GPU are put into region 0, which has 0 "
                    "free GPUs");
  policy = make_policy(named_policy("bace"));
  policy.ordering = std::make_unique<Numberless>();
  policy.is_checked = true;
  CHECK_THROWS_WITH(Simulator().run(three_jobs(), policy),
                    "at 0.000000 s, the ordering gave a score that is not a number");
}

TEST_CASE("an ordering is told when a run begins, and sees the time and the running jobs") {
  Watching::Seen seen;
  Policy policy = make_policy(named_policy("bace"));
  policy.ordering = std::make_unique<Watching>(seen);
  World world;
  world.region(2, 1.0).region(2, 2.0).link(0, 1, 100.0).model(unit_template(2, 5));
  for (int job = 0; job < 5; ++job) world.job(0.0, 10.0);
  const Scenario scenario = world.build();
  Simulator simulator;
  simulator.run(scenario, policy);
  const auto first = seen.shown;
  REQUIRE(!first.empty());
  CHECK(std::any_of(first.begin(), first.end(),
                    [](const auto& shown) { return shown.first > 0.0 && shown.second > 0; }));
  simulator.run(scenario, policy);
  CHECK(seen.runs == 2);
  CHECK(seen.shown == first);
}

}  // namespace bacelab
