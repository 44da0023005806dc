#include "python_host/values_of_python.hpp"

#include <cmath>
#include <limits>

#include "core/scheduling/rules.hpp"

namespace bacelab {

namespace py = pybind11;

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

SequenceOfPython::SequenceOfPython(py::handle value, const std::string& what,
                                   const std::string& allowed) {
  const bool is_text = PyUnicode_Check(value.ptr()) || PyBytes_Check(value.ptr());
  PyObject* const items = is_text || !PySequence_Check(value.ptr())
                              ? nullptr
                              : PySequence_Fast(value.ptr(), "not a sequence");
  if (items == nullptr) {
    PyErr_Clear();
    throw RuleBroken(what + " is " + shown(value) + "; allowed: " + allowed);
  }
  items_ = py::reinterpret_steal<py::object>(items);
}

std::size_t SequenceOfPython::size() const {
  return static_cast<std::size_t>(PySequence_Fast_GET_SIZE(items_.ptr()));
}

py::handle SequenceOfPython::operator[](std::size_t i) const {
  return PySequence_Fast_GET_ITEM(items_.ptr(), static_cast<Py_ssize_t>(i));
}

bool is_whole(py::handle value) { return PyIndex_Check(value.ptr()) && !PyBool_Check(value.ptr()); }

long whole_number_of(py::handle value, long low, long high, const std::string& what) {
  if (is_whole(value)) {
    const Py_ssize_t number = PyNumber_AsSsize_t(value.ptr(), nullptr);
    if (number == -1 && PyErr_Occurred() != nullptr) {
      PyErr_Clear();  // an array of several numbers
    } else if (low <= number && number <= high) {
      return number;
    }
  }
  throw RuleBroken(what + ": " + shown(value) + "; allowed: whole numbers from " +
                   std::to_string(low) + " to " + std::to_string(high));
}

double number_of(py::handle value, const std::string& what) {
  const double number = PyFloat_AsDouble(value.ptr());
  const bool is_none = number == -1.0 && PyErr_Occurred() != nullptr;
  if (is_none) PyErr_Clear();
  if (!is_none && !std::isnan(number)) return number;
  throw RuleBroken(what + ": " + shown(value) + "; allowed: a number");
}

std::vector<RegionIndex> path_of(py::handle value, std::size_t regions, const std::string& what) {
  const SequenceOfPython items(value, what, "a list of regions");
  std::vector<RegionIndex> path;
  for (std::size_t i = 0; i < items.size(); ++i) {
    path.emplace_back(static_cast<std::size_t>(
        whole_number_of(items[i], 0, static_cast<long>(regions) - 1, what)));
  }
  return path;
}

std::vector<int> stages_of(py::handle value, const std::string& what) {
  const SequenceOfPython items(value, what, "a list of numbers");
  std::vector<int> stages;
  for (std::size_t i = 0; i < items.size(); ++i) {
    stages.push_back(
        static_cast<int>(whole_number_of(items[i], 1, std::numeric_limits<int>::max(), what)));
  }
  return stages;
}

}  // namespace bacelab
