#include "experiments/config/toml_writing.hpp"

#include <cstdint>

#include <fmt/format.h>

namespace bacelab::config {
namespace {

std::string escaped(char c) {
  switch (c) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\n':
      return "\\n";
    case '\t':
      return "\\t";
    case '\r':
      return "\\r";
    default:
      break;
  }
  const auto code = static_cast<unsigned char>(c);
  const bool control = code < 0x20 || code == 0x7f;
  return control ? fmt::format("\\u{:04X}", code) : std::string(1, c);
}

/// Writes each kind of value.
struct Writer {
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return fmt::format("{}", value); }
  std::string operator()(double value) const { return number_text(value); }
  std::string operator()(const std::string& value) const { return toml_quoted(value); }
  std::string operator()(const Date& value) const { return value.text; }

  std::string operator()(const List& list) const {
    std::string text;
    for (const Value& element : list) text += (text.empty() ? "" : ", ") + toml_text(element);
    return "[" + text + "]";
  }

  std::string operator()(const Table& table) const {
    std::string text;
    for (const Entry& entry : table.entries)
      text += fmt::format("{} {} = {}", text.empty() ? "" : ",", key_text(entry.key),
                          toml_text(entry.value));
    return "{" + text + " }";
  }
};

}  // namespace

std::string toml_quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) result += escaped(c);
  return result + '"';
}

std::string key_text(std::string_view key) {
  const bool bare =
      !key.empty() && key.find_first_not_of(bare_key_characters) == std::string_view::npos;
  return bare ? std::string(key) : toml_quoted(key);
}

std::string number_text(double number) {
  std::string text = fmt::format("{}", number);
  const bool digits_only = text.find_first_not_of("-0123456789") == std::string::npos;
  return digits_only ? text + ".0" : text;
}

std::string toml_text(const Value& value) { return std::visit(Writer{}, value.content); }

}  // namespace bacelab::config
