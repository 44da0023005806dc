#include "experiments/csv/csv_field.hpp"

namespace bacelab {
namespace {

/// A file that begins with these bytes is not taken for a text in plain UTF-8: a byte order mark.
bool begins_like_a_byte_order_mark(std::string_view text) {
  return text.front() == '\xef' || text.front() == '\xfe' || text.front() == '\xff';
}

}  // namespace

std::string csv_field(std::string_view text) {
  const bool bare = text.find_first_of(",\"\r\n") == std::string_view::npos && !text.empty() &&
                    text.front() != ' ' && text.back() != ' ' &&
                    !begins_like_a_byte_order_mark(text);
  if (bare) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

}  // namespace bacelab
