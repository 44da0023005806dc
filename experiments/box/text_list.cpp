#include "experiments/box/text_list.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace bacelab {

namespace {
using nlohmann::json;
}

std::string text_list(std::span<const std::string> texts) {
  json list = json::array();
  for (const std::string& text : texts) list.push_back(text);
  return list.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::vector<std::string> text_list_from(const std::string& list) {
  try {
    return json::parse(list).get<std::vector<std::string>>();
  } catch (const json::exception& error) {
    throw std::invalid_argument(error.what());
  }
}

}  // namespace bacelab
