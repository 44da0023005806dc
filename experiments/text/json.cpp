#include "experiments/text/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <type_traits>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

#include "core/errors.hpp"
#include "experiments/text/words.hpp"

namespace bacelab::config {
namespace {

using nlohmann::json;

/// What nlohmann's `[id] parse error at line 1, column 2: what` says after its head, which ends
/// with what it read last: cut off if that is long, and without bytes that a terminal might not
/// show.
std::string explanation(const json::exception& error) {
  std::string text = error.what();
  const auto end_of_head = text.find(": ");
  if (end_of_head != std::string::npos) text.erase(0, end_of_head + 2);
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
  return shortened(text, 200);
}

/// The number in nlohmann's `[id] number overflow parsing '1e999'` is what the user can look for.
std::string overflow(const json::exception& error) {
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

/// Builds a value from the tokens of nlohmann's parser, one call per token.
class Builder {
 public:
  Builder(std::string_view text, const std::string& file_name)
      : text_(text), file_name_(file_name) {}

  Value take() { return std::move(root_); }

  // The callbacks; true: continue.

  bool null() { return add(Null{}); }
  bool boolean(bool value) { return add(value); }
  bool number_integer(std::int64_t value) { return add(value); }
  bool number_unsigned(std::uint64_t value) {
    constexpr std::uint64_t largest = std::numeric_limits<std::int64_t>::max();
    return value > largest ? add(value) : add(static_cast<std::int64_t>(value));
  }
  bool number_float(double value, const std::string&) { return add(value); }
  bool string(std::string& value) { return add(std::move(value)); }
  bool binary(json::binary_t&) { return true; }  // in no text

  bool start_object(std::size_t) { return enter(Table{}); }
  bool start_array(std::size_t) { return enter(List{}); }
  bool end_object() { return leave(); }
  bool end_array() { return leave(); }

  bool key(std::string& key) {
    Level& level = levels_.back();
    const bool is_new = level.keys.insert(key).second;
    level.key = std::move(key);
    if (is_new) return true;
    throw InputError(fmt::format("{}: {}: the key is given twice; it may stand once in an object",
                                 file_name_, path()));
  }

  bool parse_error(std::size_t position, const std::string&, const json::exception& error) {
    if (dynamic_cast<const json::out_of_range*>(&error) != nullptr)
      throw InputError(fmt::format("{}: {}: {}", file_name_, shortened(path()), overflow(error)));
    throw InputError(fmt::format("{}:{}: this is not JSON: {}", file_name_,
                                 line_and_column(text_, position),
                                 text_.empty() ? "unexpected end of input" : explanation(error)));
  }

 private:
  /// A list or an object that the parser is in.
  struct Level {
    std::variant<List, Table> content;
    std::string key;  // the last one of an object
    std::unordered_set<std::string> keys;
  };

  bool enter(std::variant<List, Table> content) {
    if (levels_.size() == max_depth) {
      throw InputError(fmt::format(
          "{}: {}: lists and objects are nested more than {} deep; nothing in this file "
          "needs that",
          file_name_, shortened(path()), max_depth));
    }
    levels_.push_back({std::move(content), {}, {}});
    return true;
  }

  bool leave() {
    auto content = std::move(levels_.back().content);
    levels_.pop_back();
    return std::visit([this](auto& complete) { return add(std::move(complete)); }, content);
  }

  template <class Content>
  bool add(Content content) {
    Value value{std::move(content), {}};
    if (levels_.empty()) {
      root_ = std::move(value);
    } else if (auto* list = std::get_if<List>(&levels_.back().content)) {
      list->push_back(std::move(value));
    } else {
      auto& table = std::get<Table>(levels_.back().content);
      table.entries.push_back({std::move(levels_.back().key), std::move(value)});
    }
    return true;
  }

  /// The parser's place: "jobs[0].iterations".
  std::string path() const {
    std::string path;
    for (const Level& level : levels_) {
      if (const auto* list = std::get_if<List>(&level.content)) {
        path += fmt::format("[{}]", list->size());
      } else {
        path += (path.empty() ? "" : ".") + shown_key(level.key);
      }
    }
    return path;
  }

  std::string_view text_;
  const std::string& file_name_;
  Value root_;
  std::vector<Level> levels_;
};

}  // namespace

Value read_json(std::string_view text, const std::string& file_name) {
  Builder builder(text, file_name);
  json::sax_parse(text, &builder);
  return builder.take();
}

std::string json_text(const Value& scalar) {
  return std::visit(
      [](const auto& held) -> std::string {
        using Held = std::decay_t<decltype(held)>;
        if constexpr (std::is_same_v<Held, Null>) return "null";
        if constexpr (std::is_constructible_v<json, Held>) return json(held).dump();
        throw std::invalid_argument("only a scalar has a JSON text of its own");
      },
      scalar.content);
}

std::string json_quoted(std::string_view text) {
  try {
    return json(text).dump();
  } catch (const json::type_error&) {
    throw InputError(fmt::format("'{}': the name is not valid UTF-8, which a JSON file must be",
                                 json(text).dump(-1, ' ', true, json::error_handler_t::replace)));
  }
}

}  // namespace bacelab::config
