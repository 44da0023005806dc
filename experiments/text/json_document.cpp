#include "experiments/text/json_document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>
#include <vector>

#include "core/errors.hpp"
#include "experiments/text/message_text.hpp"

namespace bacelab {
namespace {

using nlohmann::json;

/// Watches the parser at work: which object or list it is in, and which keys were there before.
class StructureCheck {
 public:
  explicit StructureCheck(std::string_view file_name) : file_name_(file_name) {}

  /// Takes an event of nlohmann's parser; throws InputError for a repeated key or endless nesting.
  bool operator()(int, json::parse_event_t event, const json& value) {
    switch (event) {
      case json::parse_event_t::object_start:
      case json::parse_event_t::array_start:
        enter(event == json::parse_event_t::array_start);
        break;
      case json::parse_event_t::object_end:
      case json::parse_event_t::array_end:
        levels_.pop_back();
        count_element();
        break;
      case json::parse_event_t::key:
        take_key(value.get<std::string>());
        break;
      case json::parse_event_t::value:
        count_element();
        break;
    }
    return true;
  }

  /// Where the parser is: "jobs[0].iterations".
  [[nodiscard]] std::string path() const {
    std::string path;
    for (const Level& level : levels_) {
      if (level.is_list) {
        path += fmt::format("[{}]", level.elements);
      } else {
        path += (path.empty() ? "" : ".") + shown_key(level.key);
      }
    }
    return path;
  }

 private:
  struct Level {
    bool is_list = false;
    std::size_t elements = 0;  // complete ones, of a list
    std::string key;           // the last one, of an object
    std::set<std::string> keys;
  };

  void enter(bool is_list) {
    constexpr std::size_t deepest = 64;
    if (levels_.size() == deepest) {
      throw InputError(fmt::format(
          "{}: {}: lists and objects are nested more than {} deep; nothing in this file "
          "needs that",
          file_name_, shortened(path()), deepest));
    }
    levels_.push_back({is_list, 0, {}, {}});
  }

  void count_element() {
    if (!levels_.empty()) ++levels_.back().elements;
  }

  void take_key(std::string key) {
    Level& level = levels_.back();
    const bool is_new = level.keys.insert(key).second;
    level.key = std::move(key);
    if (!is_new) {
      throw InputError(fmt::format("{}: {}: the key is given twice; it may stand once in an object",
                                   file_name_, path()));
    }
  }

  std::string_view file_name_;
  std::vector<Level> levels_;
};

/// What nlohmann's `[id] parse error at line 1, column 2: what` says after its head, which ends
/// with what it read last: cut off if that is long, and without bytes that a terminal might not
/// show.
std::string explanation(const json::parse_error& error) {
  std::string text = error.what();
  const auto end_of_head = text.find(": ");
  if (end_of_head != std::string::npos) text.erase(0, end_of_head + 2);
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
  return shortened(text, 200);
}

/// The number in nlohmann's `[id] number overflow parsing '1e999'` is what the user can look for.
std::string overflow(const json::out_of_range& error) {
  const std::string text = error.what();
  const auto quote = text.find('\'');
  return fmt::format("the number {} is too large; at most {} can be read",
                     quote == std::string::npos ? "" : shortened(text.substr(quote)),
                     std::numeric_limits<double>::max());
}

/// `line:column` (both from 1) of the byte at `position` (from 1).
std::string line_and_column(std::string_view text, std::size_t position) {
  const std::string_view before = text.substr(0, position == 0 ? 0 : position - 1);
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return fmt::format("{}:{}", lines + 1, before.size() - line_start + 1);
}

json parse(std::string_view text, const std::string& file_name) {
  StructureCheck check(file_name);
  try {
    return json::parse(text, std::ref(check));
  } catch (const json::parse_error& error) {
    throw InputError(fmt::format("{}:{}: this is not JSON: {}", file_name,
                                 line_and_column(text, error.byte), explanation(error)));
  } catch (const json::out_of_range& error) {
    throw InputError(
        fmt::format("{}: {}: {}", file_name, shortened(check.path()), overflow(error)));
  }
}

}  // namespace

JsonDocument::JsonDocument(std::string_view text, std::string file_name)
    : file_name_(std::move(file_name)), value_(std::make_unique<json>(parse(text, file_name_))) {}

JsonDocument::~JsonDocument() = default;

JsonPlace JsonDocument::root() const { return {*value_, file_name_, ""}; }

std::string json_quoted(std::string_view text) {
  try {
    return json(text).dump();
  } catch (const json::type_error&) {
    throw InputError(fmt::format("'{}': the name is not valid UTF-8, which a JSON file must be",
                                 json(text).dump(-1, ' ', true, json::error_handler_t::replace)));
  }
}

}  // namespace bacelab
