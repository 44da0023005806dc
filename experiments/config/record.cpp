#include "experiments/config/record.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "experiments/config/toml_writing.hpp"

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

/// Does a table inside `table` stand in the text, which says that `table` is there too?
bool is_implied(const Record& record, const KnownKey& table) {
  return std::any_of(record.keys().begin(), record.keys().end(), [&](const KnownKey& key) {
    return key.role == Role::table && key.path != table.path && parent(key.path) == table.path &&
           (key.value || !option_lines(record, key.path).empty());
  });
}

std::string table_text(const Record& record, const KnownKey& table) {
  const std::string lines = option_lines(record, table.path);
  if (lines.empty() && (!table.value || is_implied(record, table))) return "";
  return fmt::format("\n[{}]\n{}", dotted(table.path), lines);
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

}  // namespace bacelab::config
