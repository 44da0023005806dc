#include "core/simulation/scheduler.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "tests/support/draws.hpp"
#include "tests/support/policies.hpp"
#include "tests/support/recording_log.hpp"
#include "tests/support/state.hpp"

namespace bacelab {

TEST_CASE("a pending queue keeps the order of arrival, whoever leaves") {
  rc::prop("as a plain list", [] {
    testing::Draws draws(*rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>()));
    PendingQueue queue;
    std::vector<std::int64_t> expected;
    for (std::int64_t id = 0; id < 200; ++id) {
      queue.push_back({.job = {}, .template_index = {}, .id = id});
      expected.push_back(id);
      while (!expected.empty() && draws.chance(0.48)) {
        const int most = static_cast<int>(expected.size());
        const int position = draws.chance(0.5) ? 0 : draws.below(most);
        queue.erase(static_cast<std::size_t>(position));
        expected.erase(expected.begin() + position);
      }
      RC_ASSERT(queue.size() == expected.size());
      RC_ASSERT(queue.empty() == expected.empty());
      for (std::size_t i = 0; i < expected.size(); ++i) {
        RC_ASSERT(queue.jobs()[i].id == expected[i]);
      }
    }
  });
}

TEST_CASE("a queue served from its front needs no more room than its longest length") {
  PendingQueue queue;
  for (std::int64_t id = 0; id < 10'000; ++id) {
    queue.push_back({.job = {}, .template_index = {}, .id = id});
    if (queue.size() > 8) queue.erase(0);
  }
  CHECK(queue.jobs().front().id == 9'992);
  CHECK(queue.capacity() <= 64);
}

namespace {

/// Nothing runs as far as a policy of parts is told.
const auto no_view = [] { return std::span<const RunningView>(); };

using namespace testing;
using Events = std::vector<std::string>;

/// Two templates: 0 needs 4 stages (E counts in s), 1 needs 1.
class WaitingJobs {
 public:
  explicit WaitingJobs(const std::string& policy, bool blocking = true)
      : policy_(make_policy(spec(policy, blocking))) {
    scheduler_.reset(policy_, 2, &log);
  }
  void arrive(std::int64_t id, std::size_t model, double arrival_s, double ideal_s) {
    const StagePlan& plan = model == 0 ? big_ : small_;
    scheduler_.arrive({JobIndex(static_cast<std::size_t>(id)), TemplateIndex(model), id, arrival_s,
                       &plan, ideal_s});
  }
  bool pick(const MadeState& made) { return scheduler_.pick(made.state(), 1.0, counts, no_view); }
  std::int64_t picked() const { return scheduler_.picked().id; }
  const Placement& placement() const { return scheduler_.placement(); }
  std::uint64_t held_back(const MadeState& made) { return scheduler_.held_back(made.state()); }
  bool idle() const { return scheduler_.idle(); }

  MechanismCounts counts;
  RecordingLog log;

 private:
  static PolicySpec spec(const std::string& name, bool blocking) {
    PolicySpec result = named_policy(name);
    result.blocking = blocking;
    return result;
  }

  StagePlan big_ = unit_plan(unit_template(4, 5, 4));
  StagePlan small_ = unit_plan(one_stage_template());
  Policy policy_;
  Scheduler scheduler_;
};

/// Counts the searches that it hands on.
class CountingFinder final : public PathFinder {
 public:
  explicit CountingFinder(std::unique_ptr<PathFinder> finder) : finder_(std::move(finder)) {}
  SearchOutcome find(const SystemState& state, const StagePlan& plan, const Allocator& allocator,
                     Placement& result, DecisionLog* log) override {
    ++searches;
    return finder_->find(state, plan, allocator, result, log);
  }
  int searches = 0;

 private:
  std::unique_ptr<PathFinder> finder_;
};

/// A queue without a log under a policy, blocking or not: template 0 needs 4 GPUs, 1 needs 1 and 2
/// needs 2.
class SearchedQueue {
 public:
  explicit SearchedQueue(bool blocking, PolicySpec spec = named_policy("lcf")) {
    spec.blocking = blocking;
    policy_ = make_policy(spec);
    auto finder = std::make_unique<CountingFinder>(std::move(policy_.path_finder));
    finder_ = finder.get();
    policy_.path_finder = std::move(finder);
    scheduler_.reset(policy_, plans_.size(), nullptr);
  }
  void arrive(std::size_t id, std::size_t model) {
    scheduler_.arrive({JobIndex(id), TemplateIndex(model), static_cast<std::int64_t>(id), 0.0,
                       &plans_[model], 10.0});
  }
  bool pick(const SystemState& state) { return scheduler_.pick(state, 1.0, counts, no_view); }
  std::uint64_t held_back(const SystemState& state) { return scheduler_.held_back(state); }
  int searches() const { return finder_->searches; }
  bool would_repeat() const { return scheduler_.would_repeat(); }
  void repeat_pass() { scheduler_.repeat_pass(counts); }

  MechanismCounts counts;

 private:
  std::vector<StagePlan> plans_ = {unit_plan(unit_template(4, 5, 4)),
                                   unit_plan(one_stage_template()),
                                   unit_plan(unit_template(2, 3, 2))};
  Policy policy_;
  CountingFinder* finder_ = nullptr;
  Scheduler scheduler_;
};

}  // namespace

TEST_CASE("an empty queue has nothing to pick") {
  WaitingJobs queue("lcf");
  const MadeState state({4}, {1.0}, {});
  CHECK(queue.idle());
  CHECK_FALSE(queue.pick(state));
  CHECK(queue.log.events.empty());
}

TEST_CASE("a log is told the state of every round") {
  WaitingJobs queue("lcf");
  queue.arrive(0, 1, 0.0, 10.0);
  queue.arrive(1, 1, 0.0, 10.0);
  CHECK(queue.pick(MadeState({3}, {1.0}, {}, 5)));
  CHECK(queue.pick(MadeState({3}, {1.0}, {}, 6)));
  CHECK(queue.log.running_jobs == std::vector<int>{5, 6});
  CHECK(queue.log.rounds.size() == 2);
}

TEST_CASE("a blocking policy gives up when the first can't be placed") {
  WaitingJobs queue("lcf");
  queue.arrive(0, 0, 0.0, 10.0);
  queue.arrive(1, 1, 0.0, 10.0);
  queue.arrive(2, 1, 0.0, 10.0);
  const MadeState state({3}, {1.0}, {});
  CHECK_FALSE(queue.pick(state));
  CHECK(queue.log.events == Events{"order", "attempt 0", "refused", "blocked 0"});
  CHECK(queue.counts.searches == 1);
  CHECK(queue.held_back(state) == 2);
  CHECK(queue.counts.searches == 1);  // counting the jobs held back is not an attempt
}

TEST_CASE("a non-blocking policy tries the next, and counts a start out of order") {
  WaitingJobs queue("lcf", false);
  queue.arrive(0, 0, 0.0, 10.0);
  queue.arrive(1, 1, 0.0, 10.0);
  const MadeState state({3}, {1.0}, {});
  CHECK(queue.pick(state));
  CHECK(queue.picked() == 1);
  CHECK(queue.placement().path == path({0}));
  CHECK(queue.counts.starts == 1);
  CHECK(queue.counts.starts_out_of_order == 1);
  CHECK(queue.counts.searches == 2);
  CHECK_FALSE(queue.pick(state));
  CHECK(queue.counts.searches == 3);
  CHECK(queue.held_back(state) == 0);
  CHECK_FALSE(queue.idle());
}

TEST_CASE("a template refused in a round is refused for all its jobs without another search") {
  WaitingJobs queue("lcf", false);
  for (int id = 0; id < 3; ++id) queue.arrive(id, 0, 0.0, 10.0);
  const MadeState full({3}, {1.0}, {});
  CHECK_FALSE(queue.pick(full));
  CHECK(queue.log.events == Events{"order", "attempt 0", "refused", "as before 1", "as before 2"});
  CHECK(queue.counts.searches == 3);
  // The next round starts again.
  const MadeState room({4}, {1.0}, {});
  CHECK(queue.pick(room));
  CHECK(queue.picked() == 0);
}

TEST_CASE("a template refused in a state is not searched again while the state is the same") {
  SearchedQueue queue(false);
  queue.arrive(0, 0);
  MadeState made({3}, {1.0}, {});
  SystemState& state = made.state();
  CHECK_FALSE(queue.pick(state));
  CHECK(queue.searches() == 1);
  queue.arrive(1, 0);  // changes no state
  CHECK_FALSE(queue.pick(state));
  CHECK(queue.searches() == 1);
  CHECK(queue.counts.searches == 3);  // tries of jobs, as if each had been searched
  queue.arrive(2, 1);
  CHECK(queue.pick(state));
  CHECK(queue.searches() == 2);
  CHECK(queue.counts.searches == 6);
  state.start_job();
  state.take_gpus(region(0), 1);
  CHECK_FALSE(queue.pick(state));
  CHECK(queue.searches() == 3);
}

TEST_CASE("a pass that GPUs alone ended is repeated by its counts, whatever the prices") {
  for (const bool blocking : {false, true}) {
    CAPTURE(blocking);
    SearchedQueue queue(blocking);
    CHECK(queue.would_repeat());  // nobody waits
    queue.repeat_pass();
    CHECK(queue.counts.passes == 0);
    queue.arrive(0, 0);
    queue.arrive(1, 0);
    MadeState made({3}, {1.0}, {});
    CHECK_FALSE(queue.pick(made.state()));
    CHECK(queue.held_back(made.state()) == 0);
    const MechanismCounts before = queue.counts;
    REQUIRE(queue.would_repeat());
    queue.repeat_pass();
    const MechanismCounts repeated = queue.counts;
    CHECK(repeated.passes == before.passes + 1);
    made.state().set_price(region(0), 2.0);
    CHECK_FALSE(queue.pick(made.state()));  // which leaves the passes to its caller
    CHECK(repeated.searches - before.searches == queue.counts.searches - repeated.searches);
    CHECK(repeated.searches - before.searches == (blocking ? 1 : 2));
  }
}

TEST_CASE("a pass is made again if links or prices decide about one template that waits") {
  SearchedQueue queue(false, named_policy("cr_lcf"));
  MadeState made({1, 1}, {1.0, 1.0}, {{0, 1, 0.0}});
  queue.arrive(0, 2);  // two GPUs are free, but not linked
  CHECK_FALSE(queue.pick(made.state()));
  CHECK_FALSE(queue.would_repeat());
  queue.arrive(1, 0);  // refused by the GPUs alone
  CHECK_FALSE(queue.pick(made.state()));
  CHECK_FALSE(queue.would_repeat());
  made.state().set_capacity(link(0), 8.0);
  CHECK(queue.pick(made.state()));
}

TEST_CASE("a blocking policy makes each pass whose order depends on the network") {
  for (const auto& [ordering, repeats] :
       {std::pair("fcfs", true), {"sjf", true}, {"bace", false}}) {
    CAPTURE(ordering);
    PolicySpec spec = named_policy("lcf");
    spec.ordering = ordering;
    SearchedQueue queue(true, spec);
    queue.arrive(0, 0);
    MadeState made({3}, {1.0}, {});
    CHECK_FALSE(queue.pick(made.state()));
    CHECK(queue.would_repeat() == repeats);
  }
}

TEST_CASE("a placement seen for a job held back is searched again when its turn comes") {
  SearchedQueue queue(true);
  queue.arrive(0, 0);
  queue.arrive(1, 1);
  const MadeState made({3}, {1.0}, {});
  CHECK_FALSE(queue.pick(made.state()));
  CHECK(queue.held_back(made.state()) == 1);
  CHECK(queue.held_back(made.state()) == 1);
  CHECK(queue.searches() == 2);
}

TEST_CASE("jobs of the blocked template are not held back: they could not be placed either") {
  WaitingJobs queue("lcf");
  queue.arrive(0, 0, 0.0, 10.0);
  queue.arrive(1, 0, 0.0, 10.0);
  queue.arrive(2, 1, 0.0, 10.0);
  const MadeState state({3}, {1.0}, {});
  CHECK_FALSE(queue.pick(state));
  CHECK(queue.held_back(state) == 1);
}

TEST_CASE("the ordering decides who is tried first") {
  WaitingJobs queue("bace");  // idle network: short jobs first
  queue.arrive(0, 1, 0.0, 30.0);
  queue.arrive(1, 1, 0.0, 10.0);
  queue.arrive(2, 1, 0.0, 20.0);
  const MadeState state({9}, {1.0}, {});
  std::vector<std::int64_t> order;
  while (queue.pick(state)) order.push_back(queue.picked());
  CHECK(order == std::vector<std::int64_t>{1, 2, 0});
  CHECK(queue.counts.starts_out_of_order == 2);
}

TEST_CASE("a start is counted as reallocated when path order would divide otherwise") {
  const MadeState state({3, 3}, {2.0, 1.0}, {{0, 1, 8.0}});
  WaitingJobs bace("bace", false);
  bace.arrive(0, 0, 0.0, 10.0);
  CHECK(bace.pick(state));
  CHECK(bace.placement().path == path({0, 1}));
  CHECK(bace.placement().stages == std::vector<int>{1, 3});
  CHECK(bace.counts.starts_cross == 1);
  CHECK(bace.counts.starts_reallocated == 1);
  WaitingJobs greedy("cr_ldf");
  greedy.arrive(0, 0, 0.0, 10.0);
  CHECK(greedy.pick(state));
  CHECK(greedy.counts.starts_cross == 1);
  CHECK(greedy.counts.starts_reallocated == 0);
}

TEST_CASE("a search that refused an edge is counted once a job") {
  WaitingJobs queue("bace", false);
  queue.arrive(0, 0, 0.0, 10.0);
  queue.arrive(1, 0, 0.0, 10.0);
  const MadeState state({3, 3}, {2.0, 1.0}, {{0, 1, 7.0}}, 1);  // d = 8, and somebody runs
  CHECK_FALSE(queue.pick(state));
  CHECK(queue.counts.searches == 2);
  CHECK(queue.counts.searches_refusing == 2);
}

}  // namespace bacelab
