#include "python_host/python_part.hpp"

namespace bacelab {

namespace py = pybind11;

PythonPart::~PythonPart() {
  const py::gil_scoped_acquire acquired;
  run_.reset();
}

void PythonPart::begin_run(std::uint64_t seed) {
  const py::gil_scoped_acquire acquired;
  run_.reset();
  const py::object object = class_->make(values_, seed);
  run_ = std::make_unique<Run>(Run{object, object.attr(class_->method.c_str()),
                                   object.attr("time_limit").cast<double>(),
                                   StateOfPython(py::module_::import("bacelab"), class_->memory)});
}

}  // namespace bacelab
