#include "experiments/config/content.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/errors.hpp"
#include "experiments/config/message_text.hpp"
#include "experiments/config/suggestion.hpp"

namespace bacelab::config {
namespace {

struct UnknownKey {
  KeyPath path;
  Location location;
};

void add_unknown(const Record& record, const Table& table, const KeyPath& path,
                 std::vector<UnknownKey>& unknown) {
  for (const Entry& entry : table.entries) {
    const KeyPath key_path = joined(path, entry.key);
    const KnownKey* known = record.find(key_path);
    const Table* inner = std::get_if<Table>(&entry.value.content);
    if (known == nullptr)
      unknown.push_back({key_path, entry.value.location});
    else if (known->role == Role::table && inner != nullptr)
      add_unknown(record, *inner, key_path, unknown);
  }
}

/// For a key that stands in the wrong table: where it belongs.
std::string other_place(const Record& record, const std::string& name) {
  for (const KnownKey& key : record.keys())
    if (key.path.back() == name) return fmt::format(" (did you mean '{}'?)", dotted(key.path));
  return "";
}

std::string suggestion(const Record& record, const KeyPath& path) {
  const std::string near = did_you_mean(path.back(), record.names_in(parent(path)));
  return near.empty() ? other_place(record, path.back()) : near;
}

std::string allowed_keys(const Record& record, const KeyPath& table) {
  const std::vector<std::string> names = record.names_in(table);
  return names.empty() ? "no key is allowed here"
                       : fmt::format("allowed here: {}", fmt::join(names, ", "));
}

}  // namespace

std::string where(const Content& content, const KeyPath& path) {
  if (path.empty()) return content.file_name;
  const Value* value = find(content.root, path);
  return value == nullptr ? where(content, parent(path)) : value->location.text;
}

Location next_override(Content& content, std::string_view text) {
  constexpr std::uint64_t after_the_file = std::numeric_limits<std::uint64_t>::max() / 2;
  return Location{shortened(std::string(text), 200), after_the_file + content.overrides++};
}

void require_all_known(const Content& content) {
  std::vector<UnknownKey> unknown;
  add_unknown(content.record, content.root, {}, unknown);
  const auto first = std::min_element(
      unknown.begin(), unknown.end(),
      [](const UnknownKey& a, const UnknownKey& b) { return a.location.order < b.location.order; });
  if (first == unknown.end()) return;
  throw InputError(fmt::format("{}: unknown key '{}'{}; {}", first->location.text,
                               dotted(first->path), suggestion(content.record, first->path),
                               allowed_keys(content.record, parent(first->path))));
}

}  // namespace bacelab::config
