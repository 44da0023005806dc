#include "app/explain/job_difference.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "core/simulation/metrics.hpp"
#include "tests/support/any_run.hpp"

namespace bacelab {
namespace {

using namespace testing;

double metric(const std::string& name, const Scenario& scenario, const RunRecord& record) {
  RunSummary summary;
  summarise(scenario, record, summary);
  return metric_registry().at(name, "metric").value(summary);
}

bool is_near(double found, double expected, double scale) {
  return std::abs(found - expected) <= 1e-9 * scale;
}

}  // namespace

TEST_CASE("job differences add up to those of the metrics") {
  rc::prop("any world, all pairs of policies", [] {
    Scenario scenario = any_scenario().make();
    scenario.warmup_jobs = *rc::gen::inRange<std::size_t>(0, scenario.jobs.size());
    std::vector<RunRecord> records;
    for (const std::string& policy : policy_names()) records.push_back(run(scenario, policy));
    for (const RunRecord& own : records) {
      for (const RunRecord& other : records) {
        double completion_s = 0.0;
        double cost_usd = 0.0;
        double transfer_usd = 0.0;
        double judged = 0.0;
        double costs_usd = 0.0;  // of both, without signs
        for (const RunRecord* record : {&own, &other}) {
          for (const JobOutcome& job : record->jobs) {
            costs_usd += std::abs(job.cost_usd) + job.egress_usd;
          }
        }
        bool all_served = true;
        for (const JobDifference& job : job_differences(scenario, own, other)) {
          all_served = all_served && !std::isnan(job.waiting_s);
          cost_usd += job.cost_usd();
          transfer_usd += job.transfer_usd;
          if (!job.is_judged) continue;
          completion_s += job.completion_s();
          judged += 1.0;
        }
        if (!all_served) continue;
        const auto difference = [&](const std::string& name) {
          return metric(name, scenario, other) - metric(name, scenario, own);
        };
        RC_ASSERT(is_near(completion_s / judged, difference("jct_mean"),
                          metric("jct_max", scenario, own) + metric("jct_max", scenario, other)));
        RC_ASSERT(is_near(cost_usd, difference("cost"), costs_usd));
        RC_ASSERT(is_near(transfer_usd, difference("egress_cost"), costs_usd));
      }
    }
  });
}

}  // namespace bacelab
