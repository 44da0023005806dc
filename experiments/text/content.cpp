#include "experiments/text/content.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "core/errors.hpp"
#include "core/registry.hpp"
#include "experiments/text/toml.hpp"
#include "experiments/text/words.hpp"

namespace bacelab::config {
namespace {

/// `key = value` lines of the options that stand directly in `table`.
std::string option_lines(const Record& record, const KeyPath& table) {
  std::string lines;
  for (const KnownKey& key : record.keys())
    if (key.role == Role::option && key.value && parent(key.path) == table)
      lines += fmt::format("{} = {}\n", key_text(key.path.back()), toml_text(*key.value));
  return lines;
}

/// Is there a table inside `table` in the text, which implies that `table` exists too?
bool is_implied(const Record& record, const KnownKey& table) {
  return std::any_of(record.keys().begin(), record.keys().end(), [&](const KnownKey& key) {
    return key.role == Role::table && key.path != table.path && parent(key.path) == table.path &&
           (key.value || !option_lines(record, key.path).empty());
  });
}

/// Does the table stand under a name that the user chose?
bool is_named(const Record& record, const KeyPath& table) {
  const KnownKey* outer = record.find(parent(table));
  return outer != nullptr && outer->description.type == named_tables_type;
}

/// Tables under names of the user are written even if a later one implies them: their order counts.
std::string table_text(const Record& record, const KnownKey& table) {
  const std::string lines = option_lines(record, table.path);
  const bool is_left_out =
      !table.value || (is_implied(record, table) && !is_named(record, table.path));
  if (lines.empty() && is_left_out) return "";
  return fmt::format("\n[{}]\n{}", dotted(table.path), lines);
}

void add_options(const Record& record, const KeyPath& table, std::vector<ConfigValue>& values) {
  for (const KnownKey& key : record.keys())
    if (key.role == Role::option && key.value && parent(key.path) == table)
      values.push_back({dotted(key.path), toml_text(*key.value)});
}

struct UnreadKey {
  KeyPath path;
  Location location;
};

void add_unread(const Record& record, const Table& table, const KeyPath& path,
                std::vector<UnreadKey>& unread) {
  for (const Entry& entry : table.entries) {
    const KeyPath key_path = joined(path, entry.key);
    const KnownKey* known = record.find(key_path);
    const Table* inner = std::get_if<Table>(&entry.value.content);
    if (known == nullptr)
      unread.push_back({key_path, entry.value.location});
    else if (known->role == Role::table && inner != nullptr)
      add_unread(record, *inner, key_path, unread);
  }
}

/// For a key in the wrong table: where it belongs.
std::string other_place(const Record& record, const std::string& name) {
  for (const KnownKey& key : record.keys())
    if (key.path.back() == name) return fmt::format(" (did you mean '{}'?)", dotted(key.path));
  return "";
}

std::string allowed_keys(const Record& record, const KeyPath& table) {
  const std::vector<std::string> names = record.names_in(table);
  return names.empty() ? "no key is allowed here"
                       : fmt::format("allowed here: {}", fmt::join(names, ", "));
}

}  // namespace

void Record::note(const KnownKey& key) {
  const auto [position, is_new] = index_of_path_.try_emplace(dotted(key.path), keys_.size());
  if (is_new)
    keys_.push_back(key);
  else
    keys_[position->second] = key;
}

void Record::add_missing(const Record& other) {
  for (const KnownKey& key : other.keys())
    if (find(key.path) == nullptr) note(key);
}

const KnownKey* Record::find(const KeyPath& path) const {
  const auto found = index_of_path_.find(dotted(path));
  return found == index_of_path_.end() ? nullptr : &keys_[found->second];
}

void Record::forget_values(const KeyPath& path) {
  for (KnownKey& key : keys_) {
    const bool below =
        key.path.size() >= path.size() && std::equal(path.begin(), path.end(), key.path.begin());
    if (below) key.value.reset();
  }
}

std::vector<std::string> Record::names_in(const KeyPath& path) const {
  std::vector<std::string> names;
  for (const KnownKey& key : keys_)
    if (parent(key.path) == path) names.push_back(key.path.back());
  return names;
}

std::string resolved_text(const Record& record) {
  std::string text = option_lines(record, {});
  for (const KnownKey& key : record.keys())
    if (key.role == Role::table) text += table_text(record, key);
  return text.starts_with('\n') ? text.substr(1) : text;
}

std::vector<ConfigValue> resolved_values(const Record& record) {
  std::vector<ConfigValue> values;
  add_options(record, {}, values);
  for (const KnownKey& key : record.keys()) {
    if (key.role != Role::table) continue;
    const std::size_t before = values.size();
    add_options(record, key.path, values);
    if (values.size() == before && key.value && !is_implied(record, key)) {
      values.push_back({dotted(key.path), "{}"});
    }
  }
  return values;
}

const std::string& where(const Content& content, const KeyPath& path) {
  if (path.empty()) return content.file_name;
  const Value* value = find(content.root, path);
  return value == nullptr ? where(content, parent(path)) : value->location.text;
}

Location next_override(Content& content, std::string_view text) {
  constexpr std::uint64_t after_the_file = std::numeric_limits<std::uint64_t>::max() / 2;
  return Location{shortened(std::string(text), 200), after_the_file + content.overrides++};
}

namespace {

/// The outermost table in a table on the way to `path` that is not in the document; `path` itself
/// if there is none.
KeyPath foreign_part(const Content& content, const KeyPath& path) {
  for (std::size_t length = 2; length < path.size(); ++length) {
    const KeyPath table(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(length));
    if (find(content.root, table) == nullptr) return table;
  }
  return path;
}

}  // namespace

void record_own_value(Content& content, const KeyPath& path) {
  content.record.forget_values(foreign_part(content, path));
  const KnownKey* known = content.record.find(path);
  const Value* own = find(content.root, path);
  if (known == nullptr || own == nullptr) return;
  KnownKey key = *known;
  key.value = *own;
  content.record.note(key);
}

std::vector<UnknownKey> unknown_keys(const Content& content) {
  std::vector<UnreadKey> unread;
  add_unread(content.record, content.root, {}, unread);
  std::stable_sort(unread.begin(), unread.end(), [](const UnreadKey& a, const UnreadKey& b) {
    return a.location.order < b.location.order;
  });
  std::vector<UnknownKey> unknown;
  for (const UnreadKey& key : unread) {
    const KeyPath table = parent(key.path);
    const std::string near = did_you_mean(key.path.back(), content.record.names_in(table));
    const std::string meant = near.empty() ? other_place(content.record, key.path.back()) : near;
    unknown.push_back({key.path,
                       fmt::format("{}: unknown key '{}'{}; {}", key.location.text,
                                   dotted(key.path), meant, allowed_keys(content.record, table)),
                       !near.empty()});
  }
  return unknown;
}

}  // namespace bacelab::config
