/// The host of policies in Python: a plugin that loads files with classes derived from
/// bacelab.Policy and bacelab.Ordering (python/bacelab).

#include <pybind11/stl.h>

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "core/errors.hpp"
#include "core/plugin/host.hpp"
#include "python_host/interpreter.hpp"
#include "python_host/python_ordering.hpp"
#include "python_host/python_policy.hpp"

namespace bacelab {
namespace {

namespace py = pybind11;

/// A file that has been loaded. What catalogs look at stays where it is.
struct LoadedFile {
  std::deque<PythonClass> classes;
  std::deque<std::string> texts;  // of parameters
};

PythonClass python_class(const py::tuple& found, const std::string& file, LoadedFile& loaded) {
  PythonClass type{found[0],
                   file,
                   found[1].cast<std::string>(),
                   found[2].cast<std::string>(),
                   found[3].cast<std::string>(),
                   {}};
  for (const py::handle entry : found[4]) {
    const auto parameter = entry.cast<py::tuple>();
    const auto& name = loaded.texts.emplace_back(parameter[0].cast<std::string>());
    const auto& description = loaded.texts.emplace_back(parameter[4].cast<std::string>());
    type.parameters.push_back({name, parameter[1].cast<double>(), parameter[2].cast<double>(),
                               parameter[3].cast<double>(), description});
  }
  return type;
}

std::unique_ptr<LoadedFile> load(const std::string& path) {
  start_python();
  const py::gil_scoped_acquire acquired;
  auto loaded = std::make_unique<LoadedFile>();
  try {
    const py::list found = host_module().attr("load")(path);
    for (const py::handle one : found) {
      loaded->classes.push_back(python_class(one.cast<py::tuple>(), path, *loaded));
    }
  } catch (const py::error_already_set& error) {
    throw InputError(py::str(error.value()).cast<std::string>());
  }
  return loaded;
}

/// Files stay loaded until the process ends, as libraries do. They are never destroyed: Python may
/// be gone by then.
const LoadedFile& loaded_file(const std::string& path) {
  static std::mutex loading;
  static auto& files = *new std::map<std::string, std::unique_ptr<LoadedFile>>;
  const std::lock_guard lock(loading);
  auto& file = files[path];
  if (!file) file = load(path);
  return *file;
}

/// A part or a policy that is made by a function of its class.
template <class Part, class Python>
PartInfo<Part> part_of(const PythonClass& type) {
  const auto make = [&type](const Parameters& given) {
    return std::make_unique<Python>(type, given);
  };
  return {type.name, type.description, make, type.parameters};
}

void add_classes(const LoadedFile& file, PolicyCatalog& catalog) {
  for (const PythonClass& type : file.classes) {
    if (type.kind == "ordering") {
      catalog.add_ordering(part_of<Ordering, PythonOrdering>(type));
    } else {
      catalog.add_whole_policy(part_of<WholePolicy, PythonPolicy>(type));
    }
  }
}

void add_nothing(PolicyCatalog& /*catalog*/) {}

}  // namespace
}  // namespace bacelab

BACELAB_PLUGIN("1.0", bacelab::add_nothing)

extern "C" __attribute__((visibility("default"))) void bacelab_load_hosted(
    const std::string& path, bacelab::PluginAdder& add) {
  const bacelab::LoadedFile& file = bacelab::loaded_file(path);
  add = [&file](bacelab::PolicyCatalog& catalog) { bacelab::add_classes(file, catalog); };
}
