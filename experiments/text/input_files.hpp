#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <typeindex>
#include <utility>
#include <vector>

#include "core/errors.hpp"
#include "experiments/text/files.hpp"
#include "experiments/text/section.hpp"

namespace bacelab {

/// A file that a study names, and the hash of its content.
struct InputFile {
  std::string name;  ///< as the study gives it
  std::string hash;  ///< of its content: "xxh3:0123456789abcdef"

  bool operator==(const InputFile&) const = default;
};

/// The parsed content of an input file. Immutable: all threads and all points share one.
template <class Content>
struct Input {
  std::shared_ptr<const Content> content;
  std::string hash;
};

/// The files that a study names, each read only once. Any thread may use it.
class InputFiles {
 public:
  /// Names of files are relative to this directory.
  explicit InputFiles(std::filesystem::path directory) : directory_(std::move(directory)) {}

  /// Makes content of a file by `parse(source, path)`, whose second argument is the name of the
  /// file in messages. Throws InputError if the file can't be read, or as `parse` does.
  template <class Content>
  Input<Content> read(const std::string& name, Content (*parse)(ByteSource&, const std::string&)) {
    const std::lock_guard lock(mutex_);
    const Key key(name, typeid(Content));
    auto found = contents_.find(key);
    if (found == contents_.end()) {
      const auto source = open(name);
      auto content = std::make_shared<const Content>(parse(*source, path_of(name).string()));
      found = contents_.emplace(key, Entry{std::move(content), note(name, *source)}).first;
    }
    return {std::static_pointer_cast<const Content>(found->second.content), found->second.hash};
  }

  [[nodiscard]] const std::filesystem::path& directory() const { return directory_; }
  /// Where a file is.
  [[nodiscard]] std::filesystem::path path_of(const std::string& name) const {
    return directory_ / name;
  }
  /// All that were read, in that order.
  [[nodiscard]] std::vector<InputFile> files() const;

 private:
  using Key = std::pair<std::string, std::type_index>;
  struct Entry {
    std::shared_ptr<const void> content;
    std::string hash;
  };

  [[nodiscard]] std::unique_ptr<FileSource> open(const std::string& name) const;
  /// The hash of a file that was read, to its end if its parser stopped before.
  std::string note(const std::string& name, FileSource& source);

  std::filesystem::path directory_;
  mutable std::mutex mutex_;
  std::map<Key, Entry> contents_;
  std::vector<InputFile> files_;
};

/// Records the hash of a study's file in its table [inputs], so that the resolved study has it.
/// Throws InputError if the table gives another hash: the file has changed since.
void note_input(const ConfigSection& root, const std::string& name, const std::string& hash);

/// The content of the file that a text of a study names (relative to the study), or null if the
/// text is empty. Throws InputError.
template <class Content>
std::shared_ptr<const Content> read_input(const ConfigSection& section, const std::string& name,
                                          Content (*parse)(ByteSource&, const std::string&)) {
  if (name.empty()) return nullptr;
  const auto input = section.inputs().read(name, parse);
  note_input(section.root(), name, input.hash);
  return input.content;
}

}  // namespace bacelab
