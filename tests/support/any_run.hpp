#pragma once

#include <rapidcheck.h>

#include <cstdint>
#include <string>

#include "tests/support/policies.hpp"
#include "tests/support/random_scenario.hpp"

namespace bacelab::testing {

// What a property of runs is asked of. Only within a property: rapidcheck draws.

inline RandomScenario any_scenario() {
  RandomScenario wanted;
  wanted.seed = *rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>());
  wanted.regions = *rc::gen::inRange(1, 6);
  wanted.jobs = *rc::gen::inRange(1, 14);
  wanted.schedule = *rc::gen::element(Schedule::overlapped, Schedule::gpipe, Schedule::one_f_one_b,
                                      Schedule::zero_bubble);
  wanted.changing = *rc::gen::weightedElement<bool>({{3, true}, {1, false}});
  return wanted;
}

inline std::string any_policy() { return *rc::gen::elementOf(policy_names()); }

}  // namespace bacelab::testing
