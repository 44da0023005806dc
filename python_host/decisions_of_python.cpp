#include "python_host/decisions_of_python.hpp"

#include <limits>
#include <string>

#include "core/scheduling/rules.hpp"

namespace bacelab {
namespace {

namespace py = pybind11;

/// "[0, nan], a list", for a message.
std::string shown(py::handle value) {
  constexpr std::size_t longest = 60;
  std::string text;
  try {
    text = py::repr(value).cast<std::string>();
  } catch (py::error_already_set&) {
    text = "something";
  }
  if (text.size() > longest) text = text.substr(0, longest) + "...";
  return text + ", of type " + Py_TYPE(value.ptr())->tp_name;
}

/// The items of a list, a tuple or an array.
py::object items_of(py::handle value, const std::string& what, const char* allowed) {
  const bool is_text = PyUnicode_Check(value.ptr()) || PyBytes_Check(value.ptr());
  PyObject* const items = is_text || !PySequence_Check(value.ptr())
                              ? nullptr
                              : PySequence_Fast(value.ptr(), "not a sequence");
  if (items == nullptr) {
    PyErr_Clear();
    throw RuleBroken(what + " is " + shown(value) + "; allowed: " + allowed);
  }
  return py::reinterpret_steal<py::object>(items);
}

std::size_t size_of(const py::object& items) {
  return static_cast<std::size_t>(PySequence_Fast_GET_SIZE(items.ptr()));
}

py::handle item_of(const py::object& items, std::size_t i) {
  return PySequence_Fast_GET_ITEM(items.ptr(), static_cast<Py_ssize_t>(i));
}

bool is_whole(py::handle value) { return PyIndex_Check(value.ptr()) && !PyBool_Check(value.ptr()); }

/// A whole number from `low` to `high`, of Python or of numpy.
long whole_number(py::handle value, long low, long high, const std::string& what) {
  if (is_whole(value)) {
    const Py_ssize_t number = PyNumber_AsSsize_t(value.ptr(), nullptr);
    if (number == -1 && PyErr_Occurred() != nullptr) {
      PyErr_Clear();  // an array of several numbers
    } else if (low <= number && number <= high) {
      return number;
    }
  }
  throw RuleBroken(what + " has " + shown(value) + "; allowed: whole numbers from " +
                   std::to_string(low) + " to " + std::to_string(high));
}

std::size_t position_of(py::handle job, const Situation& situation, const StateOfPython& state) {
  const auto pending = situation.pending;
  if (py::isinstance(job, state.job_type())) {
    for (std::size_t i = 0; i < pending.size(); ++i) {
      if (state.job(pending[i].job).is(job)) return i;
    }
  } else if (is_whole(job)) {
    const long id = whole_number(job, std::numeric_limits<long>::min(),
                                 std::numeric_limits<long>::max(), "decide()");
    for (std::size_t i = 0; i < pending.size(); ++i) {
      if (pending[i].id == id) return i;
    }
  }
  throw RuleBroken("decide() starts " + shown(job) +
                   ", which is not pending; allowed: a job of state.pending, or its id");
}

Decision decision_of(py::handle item, const Situation& situation, const StateOfPython& state) {
  constexpr const char* allowed = "(job, path, stages)";
  const py::object parts = items_of(item, "an item of what decide() returned", allowed);
  if (size_of(parts) != 3) {
    throw RuleBroken("an item of what decide() returned is " + shown(item) +
                     "; allowed: " + allowed);
  }
  Decision decision;
  decision.position = position_of(item_of(parts, 0), situation, state);
  const std::string whose = "job " + std::to_string(situation.pending[decision.position].id) + ": ";
  const long last = static_cast<long>(situation.state.topology().regions()) - 1;
  const py::object path = items_of(item_of(parts, 1), whose + "its path", "a list of regions");
  for (std::size_t i = 0; i < size_of(path); ++i) {
    decision.path.emplace_back(
        static_cast<std::size_t>(whole_number(item_of(path, i), 0, last, whose + "its path")));
  }
  const py::object stages = items_of(item_of(parts, 2), whose + "its stages", "a list of numbers");
  for (std::size_t i = 0; i < size_of(stages); ++i) {
    decision.stages.push_back(static_cast<int>(whole_number(
        item_of(stages, i), 1, std::numeric_limits<int>::max(), whose + "its stages")));
  }
  return decision;
}

}  // namespace

void read_decisions(py::handle returned, const Situation& situation, const StateOfPython& state,
                    std::vector<Decision>& decisions) {
  if (returned.is_none()) return;
  const py::object items =
      items_of(returned, "what decide() returned", "a list of (job, path, stages), or None");
  for (std::size_t i = 0; i < size_of(items); ++i) {
    decisions.push_back(decision_of(item_of(items, i), situation, state));
  }
}

}  // namespace bacelab
