#include "app/policies/trial_report.hpp"

#include <catch2/catch.hpp>
#include <sstream>

namespace bacelab {

TEST_CASE("the report of a trial says in how many worlds what was so, and where it was not") {
  Trial trial;
  trial.worlds = 300;
  trial.jobs = 3900;
  trial.rules.passed = 298;
  trial.rules.findings = {{"changing", 4, "at 1 s, job 2: no room"}, {"changing", 9, "boom"}};
  trial.served.passed = 298;
  trial.repeated.passed = 298;
  trial.regions.passed = 100;
  trial.regions.findings = {{"scarce links", 0, "job 0 gets another place"}};
  trial.job_ids.passed = 298;
  trial.seconds = 0.002;
  trial.passes = 1000;
  trial.built_in_seconds = 0.001;
  trial.built_in_passes = 2000;
  std::ostringstream out;
  write_trial(out, "mine", trial, 80);
  CHECK(out.str() ==
        "policy          mine, in 300 random worlds with 3,900 jobs\n"
        "rules           no rule broken in 298 of 300 worlds\n"
        "                changing 4: at 1 s, job 2: no room\n"
        "                changing 9: boom\n"
        "served          every job in all 298 worlds\n"
        "repeated        the same to the last bit in all 298 worlds\n"
        "regions         the same in any order of the regions in 100 of 298 worlds (not\n"
        "                required)\n"
        "                scarce links 0: job 0 gets another place\n"
        "jobs            the same under other ids in all 298 worlds\n"
        "time            2 us a scheduling pass (bace: 0.5)\n");
  CHECK_FALSE(has_passed(trial));
}

TEST_CASE("a policy that breaks a rule in every world says nothing of the rest") {
  Trial trial;
  trial.worlds = 1;
  trial.jobs = 13;
  trial.rules.findings = {{"changing", 0, "boom"}};
  std::ostringstream out;
  write_trial(out, "mine", trial, 80);
  CHECK(out.str() ==
        "policy          mine, in 1 random worlds with 13 jobs\n"
        "rules           no rule broken in 0 of 1 worlds\n"
        "                changing 0: boom\n");
}

TEST_CASE("a policy passes a trial that breaks no rule, serves every job and repeats itself") {
  Trial trial;
  trial.worlds = trial.rules.passed = trial.served.passed = trial.repeated.passed = 300;
  CHECK(has_passed(trial));
  for (TrialCheck Trial::*check : {&Trial::rules, &Trial::served, &Trial::repeated}) {
    Trial other = trial;
    --(other.*check).passed;
    CHECK_FALSE(has_passed(other));
  }
}

}  // namespace bacelab
