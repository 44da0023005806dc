#pragma once

#include <vector>

#include "core/scheduling/orderings.hpp"
#include "python_host/python_part.hpp"

namespace bacelab {

/// An ordering whose score() is Python's.
class PythonOrdering final : public Ordering {
 public:
  /// The class must outlive the ordering.
  PythonOrdering(const PythonClass& type, const Parameters& given) : part_(type, given) {}

  /// Throws RuleBroken if the class can't be called.
  void begin_run() override { part_.begin_run(); }
  /// Throws RuleBroken for exceptions, and for what are no numbers.
  void score(const Situation& situation, std::vector<double>& scores) const override;

 private:
  PythonPart part_;
};

}  // namespace bacelab
