#include "app/check/added_plugins.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

#include "experiments/study/plugins.hpp"
#include "experiments/text/toml.hpp"

namespace bacelab {
namespace {

namespace fs = std::filesystem;

/// How a study in this directory names a file: from there if it is below, by its whole path if not.
fs::path name_in(const fs::path& directory, const fs::path& file) {
  const fs::path whole = fs::absolute(file).lexically_normal();
  const fs::path below = whole.lexically_relative(directory.lexically_normal());
  return below.empty() || *below.begin() == ".." ? whole : below;
}

bool are_same(const fs::path& one, const fs::path& other) {
  std::error_code missing;
  return fs::equivalent(one, other, missing);
}

/// Sets `plugins.files` to the plugins of the study and these.
std::string setting_of(const std::vector<std::string>& own, const fs::path& directory,
                       const std::vector<std::string>& plugins) {
  std::vector<std::string> all = own;
  for (const std::string& plugin : plugins) {
    load_plugin(plugin);  // whose messages name it as the user does
    const bool is_there = std::any_of(all.begin(), all.end(), [&](const std::string& name) {
      return are_same(directory / name, plugin);
    });
    if (!is_there) all.push_back(name_in(directory, plugin).string());
  }
  std::vector<std::string> quoted;
  for (const std::string& name : all) quoted.push_back(config::toml_quoted(name));
  return fmt::format("plugins.files=[{}]", fmt::join(quoted, ", "));
}

}  // namespace

StudyOptions with_plugins(const std::string& text, StudyOptions options,
                          const std::vector<std::string>& plugins) {
  if (plugins.empty()) return options;
  ConfigDocument document = ConfigDocument::parse(text, options.file);
  for (const std::string& setting : options.settings) document.set(setting);
  const fs::path directory = fs::absolute(options.file).parent_path();
  options.settings.push_back(setting_of(read_plugin_names(document.root()), directory, plugins));
  return options;
}

}  // namespace bacelab
