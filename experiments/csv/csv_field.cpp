#include "experiments/csv/csv_field.hpp"

namespace bacelab {

std::string csv_field(std::string_view text) {
  const bool bare = text.find_first_of(",\"\r\n") == std::string_view::npos && !text.empty() &&
                    text.front() != ' ' && text.back() != ' ';
  if (bare) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

}  // namespace bacelab
