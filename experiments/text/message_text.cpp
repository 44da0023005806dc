#include "experiments/text/message_text.hpp"

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
  const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace bacelab
