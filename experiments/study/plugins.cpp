#include "experiments/study/plugins.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <exception>
#include <filesystem>
#include <string_view>

#include "core/errors.hpp"
#include "experiments/text/input_files.hpp"

namespace bacelab {
namespace {

constexpr const char* symbol = "bacelab_plugin";

/// What the system says of the last call that failed.
std::string system_says() {
  const char* const error = dlerror();
  return error == nullptr ? "no reason is given" : error;
}

[[noreturn]] void refuse(const std::string& file, std::string_view why) {
  throw InputError(fmt::format("{}: {}", file, why));
}

void require_same_build(const std::string& file, const PluginInfo& info) {
  constexpr const char* remedy = "build it again with the headers of this program";
  if (info.interface != plugin_interface) {
    refuse(file, fmt::format("is a plugin for version {} of the interface, and this program has "
                             "version {}; {}",
                             info.interface, plugin_interface, remedy));
  }
  if (std::string_view(info.abi) != plugin_abi) {
    refuse(file, fmt::format("was built with {}, and this program with {}; {}", info.abi,
                             plugin_abi, remedy));
  }
  if (info.layout != plugin_layout) {
    refuse(file, fmt::format("was built with other headers; {}", remedy));
  }
}

Plugin plugin_at(ByteSource& /*read for its hash*/, const std::string& path) {
  return load_plugin(path);
}

}  // namespace

Plugin load_plugin(const std::string& file) {
  std::error_code error;
  const auto path = std::filesystem::canonical(file, error);
  if (error) refuse(file, "can't be read: " + error.message());
  void* const library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) refuse(file, "can't be loaded as a plugin: " + system_says());
  const auto* const info = static_cast<const PluginInfo*>(dlsym(library, symbol));
  if (info == nullptr) {
    refuse(file, fmt::format("is no plugin: it does not export {} (BACELAB_PLUGIN)", symbol));
  }
  require_same_build(file, *info);
  return {file, info};
}

std::shared_ptr<const PolicyCatalog> catalog_with(std::span<const Plugin> plugins) {
  auto catalog = std::make_shared<PolicyCatalog>();
  for (const Plugin& plugin : plugins) {
    try {
      plugin.info->add(*catalog);
    } catch (const std::exception& problem) {
      refuse(plugin.file, problem.what());
    }
  }
  return catalog;
}

std::vector<Plugin> read_plugins(const ConfigSection& root) {
  const ConfigSection section = root.table("plugins", "Policies that are not the program's own");
  const auto names = section.texts("files", {}, "Plugins: shared libraries, relative to the study",
                                   Repeats::refused);
  std::vector<Plugin> plugins;
  for (const std::string& name : names) plugins.push_back(*read_input(section, name, plugin_at));
  return plugins;
}

}  // namespace bacelab
