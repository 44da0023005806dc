#pragma once

#include <cstdint>
#include <vector>

#include "core/scheduling/policies/policy.hpp"
#include "core/scheduling/whole_policy.hpp"

namespace bacelab {

/// Asks a policy for its decisions, whether it is made of parts or decides by itself, so that two
/// policies can be asked in the same situation.
class Decider {
 public:
  /// The policy must outlive this.
  explicit Decider(Policy& policy) : policy_(&policy) {}

  void begin_run(std::uint64_t seed);
  /// As WholePolicy::decide(). A policy of parts makes one decision at a time, as in a scheduling
  /// pass (MODEL.md section 7).
  void decide(const Situation& situation, std::vector<Decision>& decisions);

 private:
  void decide_by_parts(const Situation& situation, std::vector<Decision>& decisions);

  Policy* policy_;
  std::vector<double> scores_;
  std::vector<std::uint32_t> order_;
  Placement placement_;
};

}  // namespace bacelab
