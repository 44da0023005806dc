#include "experiments/text/toml_document.hpp"

#include <fmt/format.h>

#include "experiments/text/toml.hpp"

namespace bacelab::config {
namespace {

void write(const Table& table, const KeyPath& path, std::string& text) {
  std::string lines;
  for (const Entry& entry : table.entries) {
    if (std::holds_alternative<Table>(entry.value.content)) continue;
    lines += fmt::format("{} = {}\n", key_text(entry.key), toml_text(entry.value));
  }
  if (!path.empty() && (!lines.empty() || table.entries.empty())) {
    text += fmt::format("{}[{}]\n", text.empty() ? "" : "\n", dotted(path));
  }
  text += lines;
  for (const Entry& entry : table.entries) {
    if (const auto* inner = std::get_if<Table>(&entry.value.content)) {
      write(*inner, joined(path, entry.key), text);
    }
  }
}

}  // namespace

std::string toml_document(const Table& root) {
  std::string text;
  write(root, {}, text);
  return text;
}

}  // namespace bacelab::config
