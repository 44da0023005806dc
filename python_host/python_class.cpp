#include "python_host/python_class.hpp"

#include "core/scheduling/rules.hpp"
#include "python_host/host_module.hpp"
#include "python_host/kept_exception.hpp"

namespace bacelab {

namespace py = pybind11;

Parameters PythonClass::values(const Parameters& given) const {
  Parameters all;
  for (const ParameterInfo& parameter : parameters) {
    all.emplace(parameter.name, value_of(parameter, given));
  }
  return all;
}

py::object PythonClass::make(const Parameters& values, std::uint64_t seed) const {
  py::dict by_name;
  for (const auto& [parameter, value] : values) by_name[py::str(parameter)] = value;
  try {
    return host_module().attr("make")(type, by_name, seed);
  } catch (const py::error_already_set& error) {
    throw RuleBroken("the " + kind + " can't be made: " + told(error, file));
  }
}

std::string told(const py::error_already_set& error, const std::string& file) {
  if (error.trace()) PyException_SetTraceback(error.value().ptr(), error.trace().ptr());
  KeptException::keep(error.value());
  try {
    return host_module().attr("told")(error.value(), file).cast<std::string>();
  } catch (const py::error_already_set&) {
    return "an exception that can't be shown as text";
  }
}

}  // namespace bacelab
