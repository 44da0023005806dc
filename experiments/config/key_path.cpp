#include "experiments/config/key_path.hpp"

#include <algorithm>
#include <variant>

#include <fmt/format.h>

#include "core/errors.hpp"
#include "experiments/config/message_text.hpp"
#include "experiments/config/toml_reading.hpp"
#include "experiments/config/toml_writing.hpp"

namespace bacelab::config {
namespace {

/// Reads a dotted path from left to right.
class PathReader {
 public:
  PathReader(std::string_view text, std::string_view where) : text_(text), where_(where) {}

  KeyPath read() {
    KeyPath path{read_key()};
    while (rest() != "") {
      if (text_[position_++] != '.') refuse();
      path.push_back(read_key());
      if (path.size() > max_depth) refuse();
    }
    return path;
  }

 private:
  std::string_view rest() const { return text_.substr(position_); }

  void skip_blanks() {
    while (rest().starts_with(' ')) ++position_;
  }

  std::string read_key() {
    skip_blanks();
    const bool quoted_key = rest().starts_with('"') || rest().starts_with('\'');
    std::string key = quoted_key ? read_quoted() : read_bare();
    skip_blanks();
    return key;
  }

  std::string read_bare() {
    const std::size_t length =
        std::min(rest().size(), rest().find_first_not_of(bare_key_characters));
    if (length == 0) refuse();
    position_ += length;
    return std::string(text_.substr(position_ - length, length));
  }

  /// A TOML string of one line.
  std::string read_quoted() {
    const char quote = text_[position_];
    std::size_t end = position_ + 1;
    while (end < text_.size() && text_[end] != quote)
      end += quote == '"' && text_[end] == '\\' ? 2 : 1;
    if (end >= text_.size()) refuse();
    const std::string_view quoted = text_.substr(position_, end + 1 - position_);
    position_ = end + 1;
    return std::get<std::string>(read_toml_value(quoted, {std::string(where_), 0}).content);
  }

  [[noreturn]] void refuse() const {
    throw InputError(
        fmt::format("{}: '{}' is not the path of a key; allowed: up to {} keys joined by dots, "
                    "such as network.scale, in quotes if they hold other characters than letters, "
                    "digits, '_' and '-'",
                    where_, shortened(std::string(text_)), max_depth));
  }

  std::string_view text_;
  std::string_view where_;
  std::size_t position_ = 0;
};

}  // namespace

KeyPath parse_key_path(std::string_view text, std::string_view where) {
  return PathReader(text, where).read();
}

std::string dotted(const KeyPath& path) {
  std::string text;
  for (const std::string& key : path) {
    if (!text.empty()) text += '.';
    text += key_text(key);
  }
  return text;
}

KeyPath joined(const KeyPath& table, std::string_view key) {
  KeyPath path = table;
  path.emplace_back(key);
  return path;
}

KeyPath parent(const KeyPath& path) { return KeyPath(path.begin(), path.end() - 1); }

}  // namespace bacelab::config
