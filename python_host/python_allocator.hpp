#pragma once

#include "core/scheduling/allocators.hpp"
#include "python_host/python_part.hpp"

namespace bacelab {

/// An allocator whose allocate() and cost() are Python's.
class PythonAllocator final : public Allocator {
 public:
  /// The class must outlive the allocator.
  PythonAllocator(const PythonClass& type, const Parameters& given) : part_(type, given) {}

  /// Throws RuleBroken if the class can't be called.
  void begin_run() override { part_.begin_run(); }
  /// Throws RuleBroken for exceptions, for stages that don't add up and for a cost that is NaN.
  void allocate(const JobView& view, Placement& placement) const override;
  /// By cost, then as path_order.
  bool better(const Placement& candidate, const Placement& best) const override;

 private:
  PythonPart part_;
};

}  // namespace bacelab
