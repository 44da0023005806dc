#include "experiments/text/message_text.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace bacelab {

std::string shortened(const std::string& text, std::size_t longest) {
  if (text.size() <= longest) return text;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "...";
}

std::string shown_key(std::string_view key) {
  constexpr bool ascii_only = true;
  const std::string quoted =
      nlohmann::json(key).dump(-1, ' ', ascii_only, nlohmann::json::error_handler_t::replace);
  return shortened(quoted.substr(1, quoted.size() - 2));
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.size(), text.find_first_not_of(" \t"));
  const std::size_t end = text.find_last_not_of(" \t") + 1;
  return text.substr(begin, end - std::min(begin, end));
}

}  // namespace bacelab
