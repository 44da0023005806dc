#include "python_host/classes_of_python.hpp"

#include <memory>
#include <utility>

#include "python_host/python_allocator.hpp"
#include "python_host/python_ordering.hpp"
#include "python_host/python_path_finder.hpp"
#include "python_host/python_policy.hpp"

namespace bacelab {
namespace {

namespace py = pybind11;

/// A part or a policy that is made by a function of its class.
template <class Part, class Python>
PartInfo<Part> part_of(const PythonClass& type) {
  const auto make = [&type](const Parameters& given) {
    return std::make_unique<Python>(type, given);
  };
  return {type.name, type.description, make, type.parameters};
}

}  // namespace

void ClassesOfPython::add(const py::tuple& found) {
  PythonClass type{found[0],
                   found[1].cast<std::string>(),
                   found[2].cast<std::string>(),
                   found[3].cast<std::string>(),
                   found[4].cast<std::string>(),
                   found[5].cast<std::string>(),
                   {},
                   memory_};
  for (const py::handle entry : found[6]) {
    const auto parameter = entry.cast<py::tuple>();
    const auto& name = texts_.emplace_back(parameter[0].cast<std::string>());
    const auto& description = texts_.emplace_back(parameter[4].cast<std::string>());
    type.parameters.push_back({name, parameter[1].cast<double>(), parameter[2].cast<double>(),
                               parameter[3].cast<double>(), description});
  }
  classes_.push_back(std::move(type));
}

void ClassesOfPython::add_to(PolicyCatalog& catalog) const {
  for (const PythonClass& type : classes_) {
    if (type.kind == "ordering") {
      catalog.add_ordering(part_of<Ordering, PythonOrdering>(type));
    } else if (type.kind == "path_finder") {
      catalog.add_path_finder(part_of<PathFinder, PythonPathFinder>(type));
    } else if (type.kind == "allocator") {
      catalog.add_allocator(part_of<Allocator, PythonAllocator>(type));
    } else {
      catalog.add_whole_policy(part_of<WholePolicy, PythonPolicy>(type));
    }
  }
}

}  // namespace bacelab
