#include "python_host/interpreter.hpp"

#include <dlfcn.h>
#include <pybind11/embed.h>

#include <filesystem>
#include <mutex>
#include <string>

#include "core/errors.hpp"
#include "python_host/host_module.hpp"

namespace bacelab {
namespace {

namespace py = pybind11;

/// The file of the library that holds an address.
std::filesystem::path library_of(const void* address) {
  Dl_info info = {};
  if (dladdr(address, &info) == 0 || info.dli_fname == nullptr) return {};
  return info.dli_fname;
}

/// Modules in C rely on Python's own symbols, and libraries see them only if they are global.
void share_symbols_of_python() {
  const std::string library = library_of(reinterpret_cast<const void*>(&Py_IsInitialized));
  dlopen(library.c_str(), RTLD_NOW | RTLD_GLOBAL | RTLD_NOLOAD);
}

std::filesystem::path own_folder() {
  const auto own = library_of(reinterpret_cast<const void*>(&start_python));
  return std::filesystem::canonical(own).parent_path();
}

/// The interpreter that belongs to this library, and not the first one of PATH: that of the virtual
/// environment that it is installed in, whose modules policies import, or that it was built with.
std::string python() {
  const auto prefix = own_folder().parent_path().parent_path();  // of lib/bacelab
  if (std::filesystem::exists(prefix / "pyvenv.cfg")) return prefix / "bin" / "python3";
  return BACELAB_PYTHON;
}

void initialize() {
  PyConfig config;
  PyConfig_InitPythonConfig(&config);
  config.parse_argv = 0;
  config.install_signal_handlers = 0;
  config.write_bytecode = 0;
  config.buffered_stdio = 0;  // the interpreter is never ended, which would write out the rest
  PyConfig_SetBytesString(&config, &config.program_name, python().c_str());
  py::initialize_interpreter(&config, 0, nullptr, false);
}

void import_what_is_needed() {
  const auto modules = own_folder() / "python";
  try {
    py::module_ sys = py::module_::import("sys");
    sys.attr("stdout") = sys.attr("stderr");
    // Not there if pip has put the package among those of the interpreter.
    if (std::filesystem::exists(modules)) sys.attr("path").attr("insert")(0, modules.string());
    py::module_::import("numpy");
    host_module();
  } catch (py::error_already_set& error) {
    throw InputError(std::string("Python can't run policies here: ") +
                     py::str(error.value()).cast<std::string>() +
                     "; it needs numpy (Debian: python3-numpy) and the package bacelab, here in " +
                     modules.string());
  }
}

}  // namespace

void start_python() {
  static std::mutex starting;
  static bool has_started = false;
  const std::lock_guard lock(starting);
  if (has_started) return;
  if (Py_IsInitialized() == 0) {
    share_symbols_of_python();
    initialize();
    // Whoever calls Python asks for its lock, this thread as well.
    static const auto* const released = new py::gil_scoped_release();
    static_cast<void>(released);
  }
  const py::gil_scoped_acquire acquired;
  import_what_is_needed();
  has_started = true;
}

}  // namespace bacelab
