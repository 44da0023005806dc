#pragma once

#include <cstdint>
#include <vector>

#include "core/scheduling/whole_policy.hpp"
#include "python_host/python_part.hpp"

namespace bacelab {

/// A policy whose decide() is Python's.
class PythonPolicy final : public WholePolicy {
 public:
  /// The class must outlive the policy.
  PythonPolicy(const PythonClass& type, const Parameters& given) : part_(type, given) {}

  /// Throws RuleBroken if the class can't be called.
  void begin_run(std::uint64_t seed) override { part_.begin_run(seed); }
  /// Throws RuleBroken for exceptions, and for what is no decision.
  void decide(const Situation& situation, std::vector<Decision>& decisions) override;

 private:
  PythonPart part_;
};

}  // namespace bacelab
