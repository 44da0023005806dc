#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace bacelab {

/// An open file of which whole pieces are read and written, closed at the end of its scope.
/// Everything throws StorageError if the system reports an error.
class OpenFile {
 public:
  /// `flags`: of open(2). `named`: the name of the file in errors.
  OpenFile(const std::filesystem::path& path, int flags, std::filesystem::path named);
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile();

  /// Writes all of `bytes` where the last write ended; at first, at the beginning.
  void write(std::span<const std::byte> bytes) const;

  /// Fills `bytes` from `offset` on. False if the file ends before.
  [[nodiscard]] bool read(std::span<std::byte> bytes, std::size_t offset) const;

  [[nodiscard]] std::size_t size() const;

 private:
  std::filesystem::path named_;
  int number_;
};

}  // namespace bacelab
