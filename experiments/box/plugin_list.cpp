#include "experiments/box/plugin_list.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace bacelab {

using nlohmann::ordered_json;

std::string plugin_list(const std::vector<PluginFile>& plugins) {
  ordered_json list = ordered_json::array();
  for (const PluginFile& plugin : plugins) {
    list.push_back({{"file", plugin.file}, {"hash", plugin.hash}, {"version", plugin.version}});
  }
  return list.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

std::vector<PluginFile> plugin_list_from(const std::string& list) {
  try {
    std::vector<PluginFile> plugins;
    for (const ordered_json& each : ordered_json::parse(list)) {
      plugins.push_back({each.at("file"), each.at("hash"), each.at("version")});
    }
    return plugins;
  } catch (const ordered_json::exception& error) {
    throw std::invalid_argument(error.what());
  }
}

}  // namespace bacelab
