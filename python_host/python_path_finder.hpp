#pragma once

#include "core/scheduling/path_finders/path_finder.hpp"
#include "python_host/python_part.hpp"

namespace bacelab {

/// A path finder whose find() is Python's.
class PythonPathFinder final : public PathFinder {
 public:
  /// The class must outlive the path finder.
  PythonPathFinder(const PythonClass& type, const Parameters& given) : part_(type, given) {}

  /// Throws RuleBroken if the class can't be called.
  void begin_run() override { part_.begin_run(); }
  /// Throws RuleBroken for exceptions, and for what is no place.
  SearchOutcome find(const SystemState& state, const StagePlan& plan, const Allocator& allocator,
                     Placement& result, DecisionLog* log) override;

 private:
  PythonPart part_;
};

}  // namespace bacelab
