#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace bacelab {

/// The bytes of a file that the user named. Throws InputError if it does not exist, is a directory
/// or can't be read. Pipes can be read, too.
std::string read_file(const std::filesystem::path& file);

/// The 64-bit XXH3 of bytes: detects damage and changes, but not forgery.
std::uint64_t hash_of(std::span<const std::byte> bytes);
std::uint64_t hash_of(std::string_view text);

/// The same hash of bytes that arrive in parts.
class RunningHash {
 public:
  RunningHash();

  void add(std::string_view part);
  /// Of all parts so far.
  [[nodiscard]] std::uint64_t value() const;
  /// The 128-bit XXH3 of all parts so far, as 32 hexadecimal digits.
  [[nodiscard]] std::string wide_value() const;

 private:
  struct State;
  struct Free {
    void operator()(State* state) const;
  };

  std::unique_ptr<State, Free> state_;
};

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
  /// Throws InputError if it does not exist, is a directory or can't be opened.
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
