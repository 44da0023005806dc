#include "experiments/text/input_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <system_error>

#include "core/errors.hpp"

namespace bacelab {

std::vector<InputFile> InputFiles::files() const {
  const std::lock_guard lock(mutex_);
  return files_;
}

std::unique_ptr<FileSource> InputFiles::open(const std::string& name) const {
  const std::filesystem::path path = path_of(name);
  std::error_code ignored;
  const auto type = std::filesystem::status(path, ignored).type();
  using Type = std::filesystem::file_type;
  // Every rank and every resume must be able to read the same again.
  if (type == Type::fifo || type == Type::character || type == Type::block ||
      type == Type::socket) {
    throw InputError(path.string() + ": is a pipe or a device; a file is needed");
  }
  return std::make_unique<FileSource>(path);
}

std::string InputFiles::note(const std::string& name, FileSource& source) {
  std::array<char, 65536> rest;
  while (source.read(rest) > 0) {
  }
  InputFile file = {name, fmt::format("xxh3:{:016x}", source.hash())};
  if (std::find(files_.begin(), files_.end(), file) == files_.end()) files_.push_back(file);
  return file.hash;
}

void note_input(const ConfigSection& root, const std::string& name, const std::string& hash) {
  const ConfigSection inputs =
      root.table("inputs", "The files that the study names, as a resolved study keeps them");
  const std::string expected =
      inputs.text(name, hash, "What the file must hold, if it is given: the XXH3 of its bytes");
  if (expected == hash) return;
  inputs.fail(name, "the file was changed: its content is now " + hash,
              "the file as it was, or a study without this line");
}

}  // namespace bacelab
