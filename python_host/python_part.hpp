#pragma once

#include <pybind11/pybind11.h>

#include <cstdint>
#include <memory>
#include <string>

#include "core/scheduling/rules.hpp"
#include "python_host/python_class.hpp"
#include "python_host/state_of_python.hpp"
#include "python_host/time_limit.hpp"

namespace bacelab {

/// The objects of a class derived from bacelab.Part: one in each run, so that nothing is left of
/// other runs. Any thread may use it: the interpreter's lock lets in one at a time.
class PythonPart {
 public:
  /// What there is in a run.
  struct Run {
    pybind11::object object;
    pybind11::object method;  ///< of the object, that the class must override
    double limit_s;           ///< of a call
    StateOfPython state;
  };

  /// The class must outlive this.
  PythonPart(const PythonClass& type, const Parameters& given)
      : class_(&type), values_(type.values(given)) {}
  PythonPart(const PythonPart&) = delete;
  PythonPart& operator=(const PythonPart&) = delete;
  ~PythonPart();

  /// Throws RuleBroken if the class can't be called.
  void begin_run(std::uint64_t seed = 0);

  /// What `body` gives of the run, which it may use while it has the interpreter's lock and time.
  /// What was shown is void afterwards. Throws RuleBroken for exceptions of Python.
  template <class Body>
  auto call(const Body& body) const {
    const pybind11::gil_scoped_acquire acquired;
    const Shown shown(run_->state);
    try {
      const TimeLimit limit(run_->limit_s);
      return body(*run_);
    } catch (const pybind11::error_already_set& error) {
      throw RuleBroken(class_->method + "() raised " + told(error, class_->file));
    }
  }

 private:
  /// What is shown is void at the end, also by an exception.
  class Shown {
   public:
    explicit Shown(StateOfPython& state) : state_(state) {}
    Shown(const Shown&) = delete;
    Shown& operator=(const Shown&) = delete;
    ~Shown() { state_.hide(); }

   private:
    StateOfPython& state_;
  };

  const PythonClass* class_;
  Parameters values_;
  std::unique_ptr<Run> run_;
};

}  // namespace bacelab
