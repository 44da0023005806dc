#pragma once

#include <span>
#include <vector>

#include "core/scheduling/orderings.hpp"
#include "python_host/python_class.hpp"

namespace bacelab {

/// An ordering whose score() is Python's. Each call has an object of its own, since nothing tells
/// where a run begins.
class PythonOrdering final : public Ordering {
 public:
  /// The class must outlive the ordering.
  PythonOrdering(const PythonClass& type, const Parameters& given)
      : class_(&type), values_(type.values(given)) {}

  /// Throws RuleBroken for exceptions, and for what are no numbers.
  void score(const SystemState& state, std::span<const PendingJob> pending,
             std::vector<double>& scores) const override;

 private:
  const PythonClass* class_;
  Parameters values_;
};

}  // namespace bacelab
