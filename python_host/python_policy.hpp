#pragma once

#include <pybind11/pybind11.h>

#include <memory>
#include <optional>

#include "core/scheduling/parameters.hpp"
#include "core/scheduling/whole_policy.hpp"
#include "python_host/python_class.hpp"
#include "python_host/state_of_python.hpp"

namespace bacelab {

/// A policy whose decide() is Python's. Each run has an object of its own, so that nothing is left
/// of other runs. Any thread may use it: the interpreter's lock lets in one at a time.
class PythonPolicy final : public WholePolicy {
 public:
  /// The class must outlive the policy.
  PythonPolicy(const PythonClass& type, const Parameters& given);
  ~PythonPolicy() override;

  /// Throws RuleBroken if the class can't be called.
  void begin_run(std::uint64_t seed) override;
  /// Throws RuleBroken for exceptions, and for what is no decision.
  void decide(const Situation& situation, std::vector<Decision>& decisions) override;

 private:
  struct Run {
    pybind11::object decide;
    double limit_s;  ///< of a decision
    StateOfPython state;
  };

  const PythonClass* class_;
  Parameters values_;
  std::optional<Run> run_;
};

}  // namespace bacelab
