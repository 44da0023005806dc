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

/// A file that is loaded.
struct FileOfPython {
  ClassesOfPython classes;
  std::string version;  ///< its `__version__`; empty if it has none
};

std::unique_ptr<FileOfPython> load(const std::string& path) {
  start_python();
  const py::gil_scoped_acquire acquired;
  auto loaded = std::make_unique<FileOfPython>();
  try {
    const py::tuple found = host_module().attr("load")(path);
    for (const py::handle one : found[0]) loaded->classes.add(one.cast<py::tuple>());
    loaded->version = found[1].cast<std::string>();
  } catch (const py::error_already_set& error) {
    throw InputError(py::str(error.value()).cast<std::string>());
  }
  return loaded;
}

/// Files stay loaded until the process ends, as libraries do. They are never destroyed: Python may
/// be gone by then.
const FileOfPython& loaded_file(const std::string& path) {
  static std::mutex loading;
  static auto& files = *new std::map<std::string, std::unique_ptr<FileOfPython>>;
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
    const std::string& path, bacelab::HostedPlugin& plugin) {
  const bacelab::FileOfPython& file = bacelab::loaded_file(path);
  plugin = {[&file](bacelab::PolicyCatalog& catalog) { file.classes.add_to(catalog); },
            file.version};
}
