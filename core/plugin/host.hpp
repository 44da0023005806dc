#pragma once

#include <functional>
#include <string>

#include "core/plugin/plugin.hpp"

namespace bacelab {

/// Adds what a plugin has to a catalog, as PluginInfo::add.
using PluginAdder = std::function<void(PolicyCatalog& catalog)>;

/// A plugin that a host made of a file.
struct HostedPlugin {
  PluginAdder add;
  std::string version;  ///< as PluginInfo::version; empty: the file has none
};

/// A host is a plugin without policies of its own that makes plugins of files in another language.
/// It exports this function under the name `bacelab_load_hosted`: loads the file at a path, or
/// finds it loaded. Throws InputError, without the name of the file.
using LoadHosted = void(const std::string& path, HostedPlugin& plugin);

}  // namespace bacelab
