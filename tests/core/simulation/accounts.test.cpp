#include "core/simulation/accounts.hpp"

#include <catch2/catch.hpp>
#include <vector>

#include "tests/support/unit_world.hpp"

namespace bacelab {
namespace {

using namespace testing;

/// Four stages on two regions with a link between them, 10 iterations from 10 s on, c = 1 s: each
/// GPU computes 5 s of an iteration. A GPU uses 1 kWh a second, and costs 1 or 3 USD; a transfer
/// costs 0.5 USD a byte.
class OneJob {
 public:
  explicit OneJob(double idle_power) {
    World world;
    world.model(unit_template(4, 5)).region(3, 1.0).idle_power(idle_power);
    world.region(1, steps({{0.0, 1.0}, {50.0, 3.0}})).idle_power(idle_power);
    scenario_ = world.link(0, 1, 16.0).transfer_usd_per_byte(0.5).job(10.0, 10.0).build();
    running_.job = job(0);
    running_.plan = &*scenario_.templates->plan(model(0));
    running_.option = &running_.plan->best();
    running_.reserved_bit_per_s = running_.option->demand_bit_per_s;
    running_.anchor_s = 10.0;
    running_.remaining = 10.0;
    running_.groups = {{3, 1.0}, {1, 1.0}};
    running_.links = {link(0)};
    running_.transfers = {{0.5, 0.0}};
    outcome_.start_s = 10.0;
    accounts_.reset(scenario_);
  }

  /// The job goes on at this iteration time.
  void go_on(double iteration_s) { running_.iteration_s = iteration_s; }
  /// The iteration time changes now.
  void change(double now, double iteration_s) {
    if (accounts_.power_varies()) accounts_.bill_since_anchor(running_, outcome_, path_, now);
    running_.remaining = remaining_at(running_, now);
    running_.anchor_s = now;
    go_on(iteration_s);
  }
  JobOutcome close(double now, bool served) {
    outcome_.served = served;
    accounts_.close(running_, outcome_, path_, now);
    return outcome_;
  }

 private:
  Scenario scenario_;
  Accounts accounts_;
  RunningJob running_;
  JobOutcome outcome_;
  const std::vector<PathStep> path_ = {{region(0), 3}, {region(1), 1}};
};

}  // namespace

TEST_CASE("a job pays for the GPUs that it holds from start to finish, and for its transfers") {
  OneJob held(1.0);
  held.go_on(10.0);
  held.change(50.0, 20.0);
  const JobOutcome outcome = held.close(170.0, true);
  CHECK(outcome.energy_kwh == 4 * 160.0);
  CHECK(outcome.cost_usd == 3 * 160.0 + 40.0 + 3 * 120.0);
  CHECK(outcome.egress_bytes == 10 * 2 * 5 * 1.0);  // five micro-batches of a byte, there and back
  CHECK(outcome.egress_usd == Approx(50.0));
  // With the demand an iteration takes 4 + 2 * 1 + 4 * 1 = 10 s, not 16.
  CHECK(outcome.stalled_fraction == Approx(1.0 - 100.0 / 160.0));
}

TEST_CASE("a job that is not served pays for the iterations that it has done") {
  OneJob held(1.0);
  held.go_on(10.0);
  held.change(50.0, 20.0);
  const JobOutcome outcome = held.close(90.0, false);
  CHECK(outcome.energy_kwh == 4 * 80.0);
  CHECK(outcome.egress_bytes == (4 + 2) * 2 * 5 * 1.0);
  CHECK(outcome.stalled_fraction == 0.0);
}

TEST_CASE("where power varies, each iteration time has its own") {
  OneJob busy(0.2);
  busy.go_on(10.0);
  busy.change(50.0, 20.0);
  const JobOutcome outcome = busy.close(170.0, true);
  const double first = 0.2 + 0.8 * 5 / 10;
  const double then = 0.2 + 0.8 * 5 / 20;
  CHECK(outcome.energy_kwh == Approx(4 * (40.0 * first + 120.0 * then)));
  CHECK(outcome.cost_usd == Approx(4 * 40.0 * first + (3 + 3) * 120.0 * then));
}

}  // namespace bacelab
