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

/// An unread key of similar spelling in the same table; empty if there is none.
KeyPath similar_unread_key(const Content& content, const KeyPath& path) {
  if (path.empty()) return {};
  const KeyPath table = parent(path);
  const std::string near = nearest_name(path.back(), unread_names(content, table));
  return near.empty() ? KeyPath() : joined(table, near);
}

/// "did you mean 'a' by 'b' (place)?", or nothing if no unread key has a similar spelling.
std::string question(const Content& content, const KeyPath& path) {
  const KeyPath similar = similar_unread_key(content, path);
  if (similar.empty()) return "";
  return fmt::format("did you mean '{}' by '{}' ({})?", path.back(), similar.back(),
                     where(content, similar));
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

KeyError::About about(const Content& content, const KeyPath& path) {
  KeyError::About about;
  about.key = path;
  about.is_given = path.empty() || find(content.root, path) != nullptr;
  if (!about.is_given) about.perhaps_meant_by = similar_unread_key(content, path);
  return about;
}

void refuse_missing(const Content& content, const KeyPath& path, std::string_view wanted,
                    const Value& stand_in) {
  KeyError::About missing = about(content, path);
  missing.stand_in = stand_in;
  missing.is_choice = std::holds_alternative<std::string>(stand_in.content);
  throw KeyError(fmt::format("{}: {}: is missing; must be {}; {}", where(content, path),
                             dotted(path), wanted, remedy(content, path)),
                 missing);
}

std::string misspelt(const Content& content, const KeyPath& path) {
  if (path.empty() || find(content.root, path) != nullptr) return "";
  const std::string asked = question(content, path);
  return asked.empty() ? "" : "; " + asked;
}

}  // namespace bacelab::config
