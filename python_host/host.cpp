/// The host of policies in Python: a plugin that loads files with classes derived from
/// bacelab.Part (python/bacelab).

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "core/errors.hpp"
#include "core/plugin/host.hpp"
#include "python_host/classes_of_python.hpp"
#include "python_host/host_module.hpp"
#include "python_host/interpreter.hpp"

namespace bacelab {
namespace {

namespace py = pybind11;

std::unique_ptr<ClassesOfPython> load(const std::string& path) {
  start_python();
  const py::gil_scoped_acquire acquired;
  auto loaded = std::make_unique<ClassesOfPython>();
  try {
    const py::list found = host_module().attr("load")(path);
    for (const py::handle one : found) loaded->add(one.cast<py::tuple>());
  } catch (const py::error_already_set& error) {
    throw InputError(py::str(error.value()).cast<std::string>());
  }
  return loaded;
}

/// Files stay loaded until the process ends, as libraries do. They are never destroyed: Python may
/// be gone by then.
const ClassesOfPython& loaded_file(const std::string& path) {
  static std::mutex loading;
  static auto& files = *new std::map<std::string, std::unique_ptr<ClassesOfPython>>;
  const std::lock_guard lock(loading);
  auto& file = files[path];
  if (!file) file = load(path);
  return *file;
}

void add_nothing(PolicyCatalog& /*catalog*/) {}

}  // namespace
}  // namespace bacelab

BACELAB_PLUGIN("1.0", bacelab::add_nothing)

extern "C" __attribute__((visibility("default"))) void bacelab_load_hosted(
    const std::string& path, bacelab::PluginAdder& add) {
  const bacelab::ClassesOfPython& file = bacelab::loaded_file(path);
  add = [&file](bacelab::PolicyCatalog& catalog) { file.add_to(catalog); };
}
