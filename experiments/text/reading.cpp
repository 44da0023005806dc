#include "experiments/text/reading.hpp"

#include <fmt/format.h>

#include <vector>

#include "core/errors.hpp"
#include "core/registry.hpp"
#include "experiments/text/toml.hpp"

namespace bacelab::config {
namespace {

const Table* table_at(const Content& content, const KeyPath& path) {
  if (path.empty()) return &content.root;
  const Value* value = find(content.root, path);
  return value == nullptr ? nullptr : std::get_if<Table>(&value->content);
}

/// Names of the unread keys of the table.
std::vector<std::string> unread_names(const Content& content, const KeyPath& path) {
  std::vector<std::string> names;
  const Table* table = table_at(content, path);
  if (table == nullptr) return names;
  for (const Entry& entry : table->entries)
    if (content.record.find(joined(path, entry.key)) == nullptr) names.push_back(entry.key);
  return names;
}

/// "did you mean 'a' by 'b' (place)?", or nothing if no unread key has a similar spelling.
std::string question(const Content& content, const KeyPath& path) {
  const KeyPath table = parent(path);
  const std::string near = nearest_name(path.back(), unread_names(content, table));
  if (near.empty()) return "";
  return fmt::format("did you mean '{}' by '{}' ({})?", path.back(), near,
                     where(content, joined(table, near)));
}

/// What to do about the missing key.
std::string remedy(const Content& content, const KeyPath& path) {
  if (const std::string asked = question(content, path); !asked.empty()) return asked;
  const KeyPath table = parent(path);
  const std::string place =
      table.empty() ? "before the first table" : fmt::format("in the table [{}]", dotted(table));
  return fmt::format("add '{} = ...' {}", key_text(path.back()), place);
}

}  // namespace

Given given_by_document(const Content& content, const KeyPath& path, const Value& value) {
  return {value, where(content, path), dotted(path), Notation::toml, Given::Origin::document};
}

Given given_by_fallback(const Content& content, const KeyPath& path, const Value& fallback) {
  return {fallback, where(content, path), dotted(path), Notation::toml, Given::Origin::fallback};
}

void refuse_missing(const Content& content, const KeyPath& path, std::string_view wanted) {
  throw InputError(fmt::format("{}: {}: is missing; must be {}; {}", where(content, path),
                               dotted(path), wanted, remedy(content, path)));
}

std::string misspelt(const Content& content, const KeyPath& path) {
  if (path.empty() || find(content.root, path) != nullptr) return "";
  const std::string asked = question(content, path);
  return asked.empty() ? "" : "; " + asked;
}

}  // namespace bacelab::config
