#include "python_host/python_ordering.hpp"

#include <string>

#include "core/scheduling/rules.hpp"
#include "python_host/state_of_python.hpp"
#include "python_host/time_limit.hpp"

namespace bacelab {
namespace {

namespace py = pybind11;

/// The numbers of a list, a tuple or an array.
void read_scores(py::handle returned, std::vector<double>& scores) {
  if (PySequence_Check(returned.ptr()) == 0) {
    throw RuleBroken(std::string("score() returned a value of type ") +
                     Py_TYPE(returned.ptr())->tp_name + "; allowed: a list of numbers");
  }
  scores.clear();
  for (const py::handle item : returned) {
    const double score = PyFloat_AsDouble(item.ptr());
    if (score == -1.0 && PyErr_Occurred() != nullptr) {
      PyErr_Clear();
      throw RuleBroken(std::string("score() returned a value of type ") +
                       Py_TYPE(item.ptr())->tp_name + " for a job; allowed: a number");
    }
    scores.push_back(score);
  }
}

}  // namespace

void PythonOrdering::score(const SystemState& state, std::span<const PendingJob> pending,
                           std::vector<double>& scores) const {
  const py::gil_scoped_acquire acquired;
  const py::object ordering = class_->make(values_, 0);
  try {
    StateOfPython shown(py::module_::import("bacelab"), class_->memory);
    shown.show(state, pending);
    const TimeLimit limit(ordering.attr("time_limit").cast<double>());
    read_scores(ordering.attr("score")(shown.object(), shown.pending()), scores);
  } catch (const py::error_already_set& error) {
    throw RuleBroken("score() raised " + told(error, class_->file));
  }
}

}  // namespace bacelab
