#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bacelab::config {

/// The keys that lead from the document's root to a value; empty for the root.
using KeyPath = std::vector<std::string>;

/// No path may be longer, no value may nest deeper: a study has no use for it, and reading it must
/// not exhaust the stack.
inline constexpr std::size_t max_depth = 64;

/// Reads a dotted path such as `network.scale` or `policies."my own".x`, blanks around keys
/// allowed. Throws InputError, beginning with `where`, if it is none.
KeyPath parse_key_path(std::string_view text, std::string_view where);

/// The path in TOML's dotted form: keys that need quotes have them.
std::string dotted(const KeyPath& path);

/// The path of `key` in the table at `table`.
KeyPath joined(const KeyPath& table, std::string_view key);

/// The path of the table in which the last key of `path` stands. `path` must not be empty.
KeyPath parent(const KeyPath& path);

}  // namespace bacelab::config
