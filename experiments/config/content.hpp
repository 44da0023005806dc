#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "experiments/config/record.hpp"
#include "experiments/config/value.hpp"

namespace bacelab {
class InputFiles;
}

namespace bacelab::config {

/// What a ConfigDocument holds and its ConfigSections share.
struct Content {
  std::string file_name;
  Table root;
  Record record;
  /// How many values were given besides the file.
  std::uint64_t overrides = 0;
  /// Shared by copies of the document, so that each file is read once.
  std::shared_ptr<InputFiles> inputs = nullptr;
};

/// Where the value at `path` was given; if it was not, where its table was, or the table's table;
/// in the end, the file.
std::string where(const Content& content, const KeyPath& path);

/// The location of the next override. It comes after everything in the file.
Location next_override(Content& content, std::string_view text);

/// Throws InputError for the first key of the document that was not asked for.
void require_all_known(const Content& content);

}  // namespace bacelab::config
