#pragma once

#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <string>

namespace bacelab::sample {

/// An empty directory for one test, removed with all that is in it.
class ScratchDirectory {
 public:
  ScratchDirectory() : path_(new_path()) { std::filesystem::create_directories(path_); }
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;
  ~ScratchDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

  std::size_t file_count() const {
    const std::filesystem::directory_iterator entries(path_);
    return static_cast<std::size_t>(std::distance(begin(entries), end(entries)));
  }

 private:
  static std::filesystem::path new_path() {
    static std::atomic<int> count = 0;
    return std::filesystem::temp_directory_path() /
           ("bacelab-test-" + std::to_string(getpid()) + "-" + std::to_string(count++));
  }

  std::filesystem::path path_;
};

}  // namespace bacelab::sample
