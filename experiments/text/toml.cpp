#include "experiments/text/toml.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <sstream>
#include <utility>

#include "core/errors.hpp"

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

/// The shortest text that reads back as the same double, recognisable as no integer: `8.0`.
std::string number_with_point(double number) {
  std::string text = fmt::format("{}", number);
  const bool digits_only = text.find_first_not_of("-0123456789") == std::string::npos;
  return digits_only ? text + ".0" : text;
}

/// Writes each kind of value.
struct Writer {
  std::string operator()(Null) const { return "null"; }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return fmt::format("{}", value); }
  std::string operator()(std::uint64_t value) const { return fmt::format("{}", value); }
  std::string operator()(double value) const { return number_with_point(value); }
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

std::string toml_text(const Value& value) { return std::visit(Writer{}, value.content); }

namespace {

using Locator = std::function<Location(const toml::source_region&)>;

[[noreturn]] void refuse_depth(std::string_view where) {
  throw InputError(fmt::format("{}: nests too deep; allowed: {} levels", where, max_depth));
}

std::string reason_of(const toml::parse_error& error) {
  std::string reason(error.description());
  if (reason.starts_with("Error while")) reason[0] = 'e';
  return reason;
}

/// The end of the string that begins with the quote at `begin`: within its line, unless it begins
/// with three quotes.
std::size_t end_of_string(std::string_view text, std::size_t begin) {
  const char quote = text[begin];
  const bool triple = text.substr(begin).starts_with(std::string(3, quote));
  const std::string_view quotes = text.substr(begin, triple ? 3 : 1);
  std::size_t at = begin + quotes.size();
  while (at < text.size() && !text.substr(at).starts_with(quotes)) {
    if (text[at] == '\n' && !triple) return at;
    at += quote == '"' && text[at] == '\\' ? 2 : 1;
  }
  at += quotes.size();
  // Its last characters may be one or two quotes more.
  for (int more = 0; triple && more < 2 && at < text.size() && text[at] == quote; ++more) ++at;
  return std::min(at, text.size());
}

/// The end of the string, the comment or the single character at `begin`.
std::size_t end_of_token(std::string_view text, std::size_t begin) {
  const char first = text[begin];
  if (first == '"' || first == '\'') return end_of_string(text, begin);
  if (first == '#') return std::min(text.size(), text.find('\n', begin));
  return begin + 1;
}

/// Counts the dots of the dotted key that the tokens given to it end in, if they end in one.
class DottedKeyMeter {
 public:
  /// Takes the first character of a token.
  void add(char c) {
    if (c == ' ' || c == '\t')
      blank_before_ = true;
    else if (c == '.')
      add_dot();
    else
      add_other(c);
  }
  std::size_t dots() const { return dots_; }

 private:
  void add_dot() {
    dots_ = last_ == '.' ? 0 : dots_ + 1;
    end_with('.');
  }

  void add_other(char c) {
    const bool new_word = blank_before_ && last_ != '.';
    if (new_word || !is_part_of_key(c)) dots_ = 0;
    end_with(c);
  }

  void end_with(char c) {
    last_ = c;
    blank_before_ = false;
  }

  static bool is_part_of_key(char c) {
    return static_cast<unsigned char>(c) >= 0x80 || c == '"' || c == '\'' ||
           bare_key_characters.find(c) != std::string_view::npos;
  }

  std::size_t dots_ = 0;
  char last_ = '\n';
  bool blank_before_ = false;
};

/// toml++ limits how deep values nest, but not the length of dotted keys: each dot is a table in a
/// table, and destroying 10^5 of them exhausts the stack. So such text must not reach it.
void require_short_keys(std::string_view text, const Locator& locate) {
  DottedKeyMeter meter;
  toml::source_region here{{1, 1}, {1, 1}, nullptr};
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = end_of_token(text, begin);
    meter.add(text[begin]);
    if (meter.dots() >= max_depth) refuse_depth(locate(here).text);
    const std::string_view token = text.substr(begin, end - begin);
    const auto lines = std::count(token.begin(), token.end(), '\n');
    here.begin.line += static_cast<toml::source_index>(lines);
    begin = end;
  }
}

/// Turns the nodes of toml++ into values.
class Converter {
 public:
  explicit Converter(Locator locate) : locate_(std::move(locate)) {}

  Table convert(const toml::table& table, std::size_t depth = 0) const {
    Table result;
    for (const auto& [key, node] : table)
      result.entries.push_back(
          Entry{std::string(key.str()), convert(node, locate_(key.source()), depth + 1)});
    std::stable_sort(result.entries.begin(), result.entries.end(),
                     [](const Entry& a, const Entry& b) {
                       return a.value.location.order < b.value.location.order;
                     });
    return result;
  }

 private:
  Value convert(const toml::node& node, const Location& location, std::size_t depth) const {
    if (depth > max_depth) refuse_depth(location.text);
    if (const auto* table = node.as_table()) return {convert(*table, depth), location};
    if (const auto* array = node.as_array()) return {convert(*array, depth), location};
    if (const auto* value = node.as_boolean()) return {value->get(), location};
    if (const auto* value = node.as_integer()) return {value->get(), location};
    if (const auto* value = node.as_floating_point()) return {value->get(), location};
    if (const auto* value = node.as_string()) return {value->get(), location};
    return {date(node), location};
  }

  List convert(const toml::array& array, std::size_t depth) const {
    List list;
    for (const toml::node& element : array)
      list.push_back(convert(element, locate_(element.source()), depth + 1));
    return list;
  }

  static Date date(const toml::node& node) {
    std::ostringstream text;
    if (const auto* value = node.as_date()) text << *value;
    if (const auto* value = node.as_time()) text << *value;
    if (const auto* value = node.as_date_time()) text << *value;
    return Date{text.str()};
  }

  Locator locate_;
};

Locator lines_of(const std::string& file_name) {
  return [file_name](const toml::source_region& region) {
    const std::uint64_t line = region.begin.line;
    return Location{fmt::format("{}:{}", file_name, line), (line << 32) | region.begin.column};
  };
}

Locator always(const Location& location) {
  return [location](const toml::source_region&) { return location; };
}

[[noreturn]] void refuse_value(const Location& location, std::string_view reason) {
  throw InputError(
      fmt::format("{}: the value cannot be read: {}; allowed: a number, true, false, a word, "
                  "\"a text\" or a list such as [1, 2] or [\"a\", \"b\"]",
                  location.text, reason));
}

/// Reads a value. As the only member of an inline table, it can't smuggle in a comment or another
/// key. Throws toml::parse_error if it is not a value, InputError if it is more than one.
Value parse_value(std::string_view text, const Location& location) {
  const toml::table parsed = toml::parse(fmt::format("value = {{ value = {} }}", text));
  const Table outer = Converter(always(location)).convert(parsed);
  const Table& inner = std::get<Table>(outer.entries.front().value.content);
  if (outer.entries.size() + inner.entries.size() != 2)
    refuse_value(location, "it is more than one");
  return inner.entries.front().value;
}

bool is_bare_word(std::string_view text) {
  const bool has_control_characters = std::any_of(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  const bool begins_other_value = std::string_view("\"'[{").find(text.front()) != text.npos;
  return !has_control_characters && !begins_other_value;
}

Value parse_value_or_word(std::string_view text, const Location& location) {
  try {
    return parse_value(text, location);
  } catch (const toml::parse_error&) {
    if (!is_bare_word(text)) throw;
    return parse_value(toml_quoted(text), location);
  }
}

}  // namespace

Table read_toml(std::string_view text, const std::string& file_name) {
  const Locator locate = lines_of(file_name);
  require_short_keys(text, locate);
  try {
    return Converter(locate).convert(toml::parse(text));
  } catch (const toml::parse_error& error) {
    const toml::source_position at = error.source().begin;
    throw InputError(fmt::format("{}:{}:{}: not valid TOML: {}", file_name, at.line, at.column,
                                 reason_of(error)));
  }
}

Value read_toml_value(std::string_view text, const Location& location) {
  if (text.empty()) refuse_value(location, "there is none");
  require_short_keys(text, always(location));
  try {
    return parse_value_or_word(text, location);
  } catch (const toml::parse_error& error) {
    refuse_value(location, reason_of(error));
  }
}

}  // namespace bacelab::config
