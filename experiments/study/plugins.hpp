#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/plugin/host.hpp"
#include "experiments/box/description.hpp"
#include "experiments/text/section.hpp"

namespace bacelab {

/// A plugin in this process, where it stays.
struct Plugin {
  std::string file;
  const PluginInfo* info;  ///< of the library, or of the host of its language
  PluginAdder add;
  std::string version;         ///< as its author gives it; in Python it may be empty
  bool by_one_thread = false;  ///< does one thread at a time run its policies?
};

/// Loads a plugin: a shared library, or a file in Python. Throws InputError if the file is none, or
/// one for another version of the program, or if Python is missing.
Plugin load_plugin(const std::string& file);

/// The program's own policies and parts, and those of plugins. Throws InputError if two have a
/// name.
std::shared_ptr<const PolicyCatalog> catalog_with(std::span<const Plugin> plugins);

/// The files of a study's plugins, as it names them. Throws InputError.
std::vector<std::string> read_plugin_names(const ConfigSection& root);

/// The plugins of a study in this process, and as its results name them.
struct StudyPlugins {
  std::vector<Plugin> loaded;
  std::vector<PluginFile> files;
};

/// The plugins of a study, in [plugins]. Their files, and those that they read as far as the study
/// names them, are inputs of the study, so that results know their hashes. Throws InputError.
StudyPlugins read_plugins(const ConfigSection& root);

}  // namespace bacelab
