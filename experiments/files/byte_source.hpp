#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <span>
#include <string_view>

#include "experiments/files/hash.hpp"

namespace bacelab {

/// Bytes, one after the other.
class ByteSource {
 public:
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  virtual ~ByteSource() = default;

  /// Fills the beginning of `room`, which must not be empty.
  /// \returns how many bytes; 0 at the end
  virtual std::size_t read(std::span<char> room) = 0;
};

/// The bytes of a file that the user named, with their hash. Pipes can be read, too.
class FileSource final : public ByteSource {
 public:
  /// Throws InputError if there is none, it is a directory or it can't be opened.
  explicit FileSource(std::filesystem::path file);

  /// Throws InputError if the file can't be read.
  std::size_t read(std::span<char> room) override;
  /// Of what was read so far.
  [[nodiscard]] std::uint64_t hash() const { return hash_.value(); }

 private:
  std::filesystem::path file_;
  std::ifstream stream_;
  RunningHash hash_;
};

/// The bytes of a text, which must outlive it.
class TextSource final : public ByteSource {
 public:
  explicit TextSource(std::string_view text) : left_(text) {}

  std::size_t read(std::span<char> room) override;

 private:
  std::string_view left_;
};

}  // namespace bacelab
