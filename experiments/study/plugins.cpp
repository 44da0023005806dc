#include "experiments/study/plugins.hpp"

#include <dlfcn.h>
#include <elf.h>
#include <fmt/format.h>

#include <cstdint>
#include <cstring>
#include <exception>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <utility>

#include "core/errors.hpp"
#include "experiments/text/input_files.hpp"

namespace bacelab {
namespace {

constexpr const char* symbol = "bacelab_plugin";
constexpr const char* host_symbol = "bacelab_load_hosted";
constexpr const char* python_host = "bacelab_python.so";

/// What the system says of the last call that failed.
std::string system_says() {
  const char* const error = dlerror();
  return error == nullptr ? "no reason is given" : error;
}

[[noreturn]] void refuse_plugin(const std::string& file, std::string_view why) {
  throw InputError(fmt::format("{}: {}", file, why));
}

/// Refuses a library whose end is missing, as after a copy that broke off: loading it would end the
/// program.
void require_whole(const std::string& file, const std::filesystem::path& path) {
  Elf64_Ehdr header = {};
  std::ifstream stream(path, std::ios::binary);
  stream.read(reinterpret_cast<char*>(&header), sizeof header);
  // What is no library at all the system refuses itself.
  if (!stream || std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0) return;
  if (header.e_ident[EI_CLASS] != ELFCLASS64) return;
  // The section headers are the last that a linker writes.
  const std::uint64_t needed = header.e_shoff + std::uint64_t{header.e_shnum} * header.e_shentsize;
  const std::uint64_t size = std::filesystem::file_size(path);
  if (size >= needed) return;
  refuse_plugin(
      file, fmt::format("can't be loaded as a plugin: it has {} bytes of {}; build it or copy it "
                        "again",
                        size, needed));
}

void require_same_build(const std::string& file, const PluginInfo& info) {
  constexpr const char* remedy = "build it again with the headers of this program";
  if (info.interface != plugin_interface) {
    refuse_plugin(file,
                  fmt::format("is a plugin for version {} of the interface, and this program has "
                              "version {}; {}",
                              info.interface, plugin_interface, remedy));
  }
  const bool is_complete = info.abi != nullptr && info.version != nullptr && info.add != nullptr;
  if (info.layout != plugin_layout || !is_complete) {
    refuse_plugin(file, fmt::format("was built with other headers; {}", remedy));
  }
  if (std::string_view(info.abi) != plugin_abi) {
    refuse_plugin(file, fmt::format("was built with {}, and this program with {}; {}", info.abi,
                                    plugin_abi, remedy));
  }
}

/// A shared library in this process.
struct Library {
  void* handle;
  const PluginInfo* info;
};

/// `file`: its name in messages.
Library open_library(const std::filesystem::path& path, const std::string& file) {
  require_whole(file, path);
  void* const handle = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) refuse_plugin(file, "can't be loaded as a plugin: " + system_says());
  const auto* const info = static_cast<const PluginInfo*>(dlsym(handle, symbol));
  if (info == nullptr) {
    refuse_plugin(file,
                  fmt::format("is no plugin: it does not export {} (BACELAB_PLUGIN)", symbol));
  }
  require_same_build(file, *info);
  return {handle, info};
}

/// Where the host of Python is: beside the program, or where it is installed.
std::filesystem::path find_python_host(const std::string& file) {
  const auto program = std::filesystem::canonical("/proc/self/exe").parent_path();
  const auto beside = program / python_host;
  const auto installed = program / "../lib/bacelab" / python_host;
  for (const auto& path : {beside, installed}) {
    if (std::filesystem::exists(path)) return path;
  }
  refuse_plugin(
      file, fmt::format("is a plugin in Python, and this program was built without the host for "
                        "it: there is no {}; install python3-dev, pybind11-dev and "
                        "python3-numpy, and build again",
                        beside.string()));
}

Plugin load_python(const std::string& file, const std::filesystem::path& path) {
  const auto host_path = find_python_host(file);
  const Library host = open_library(host_path, host_path.string());
  const auto load = reinterpret_cast<LoadHosted*>(dlsym(host.handle, host_symbol));
  if (load == nullptr) refuse_plugin(host_path.string(), "is not the host of plugins in Python");
  HostedPlugin hosted;
  try {
    load(path.string(), hosted);
  } catch (const std::exception& problem) {
    refuse_plugin(file, problem.what());
  }
  return {file, host.info, std::move(hosted.add), std::move(hosted.version), true};
}

/// A file of which only the hash is of interest.
struct Unread {};

Unread leave_unread(ByteSource& /*read for its hash*/, const std::string&) { return {}; }

Plugin plugin_at(ByteSource& /*read for its hash*/, const std::string& path) {
  return load_plugin(path);
}

ConfigSection plugins_section(const ConfigSection& root) {
  return root.table("plugins", "Policies that are not the program's own");
}

}  // namespace

Plugin load_plugin(const std::string& file) {
  if (file.empty()) throw InputError("the name of a plugin is empty; give the name of a file");
  std::error_code error;
  const auto path = std::filesystem::canonical(file, error);
  if (error) refuse_plugin(file, "can't be read: " + error.message());
  if (!std::filesystem::is_regular_file(path)) {
    refuse_plugin(file, "is a directory, a pipe or a device; a file is needed");
  }
  if (path.extension() == ".py") return load_python(file, path);
  const PluginInfo* const info = open_library(path, file).info;
  return {file, info, info->add, info->version, false};
}

std::shared_ptr<const PolicyCatalog> catalog_with(std::span<const Plugin> plugins) {
  auto catalog = std::make_shared<PolicyCatalog>();
  for (const Plugin& plugin : plugins) {
    catalog->set_threads(plugin.by_one_thread ? PartThreads::one : PartThreads::any);
    try {
      plugin.add(*catalog);
    } catch (const std::exception& problem) {
      refuse_plugin(plugin.file, problem.what());
    } catch (...) {
      refuse_plugin(plugin.file, "threw something that is no std::exception while it was added");
    }
  }
  return catalog;
}

std::vector<std::string> read_plugin_names(const ConfigSection& root) {
  const ConfigSection section = plugins_section(root);
  std::vector<std::string> names = section.texts(
      "files", {}, "Plugins: shared libraries and files in Python, relative to the study",
      Repeats::refused);
  for (const std::string& name : names) {
    if (name.empty()) section.fail("files", "a name is empty", "names of files");
  }
  return names;
}

StudyPlugins read_plugins(const ConfigSection& root) {
  const ConfigSection section = plugins_section(root);
  StudyPlugins plugins;
  for (const std::string& name : read_plugin_names(root)) {
    const Input<Plugin> input = section.inputs().read(name, plugin_at);
    note_input(root, name, input.hash);
    plugins.loaded.push_back(*input.content);
    plugins.files.push_back({name, input.hash, input.content->version});
  }
  const auto data = section.texts(
      "data", {}, "Files that the plugins read, relative to the study: results know their hashes",
      Repeats::refused);
  for (const std::string& name : data) {
    if (name.empty()) section.fail("data", "a name is empty", "names of files");
    read_input(section, name, leave_unread);
  }
  return plugins;
}

}  // namespace bacelab
