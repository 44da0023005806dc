#include "experiments/text/files.hpp"

#define XXH_INLINE_ALL
#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include "core/errors.hpp"

namespace bacelab {
namespace {

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& what) {
  throw InputError(file.string() + ": " + what);
}

std::string cause(int error_number) {
  return error_number == 0 ? "" : " (" + std::generic_category().message(error_number) + ")";
}

}  // namespace

FileSource::FileSource(std::filesystem::path file) : file_(std::move(file)) {
  std::error_code ignored;
  if (std::filesystem::is_directory(file_, ignored)) {
    refuse(file_, "is a directory; the name of a file is needed");
  }
  errno = 0;
  stream_.open(file_, std::ios::binary);
  if (!stream_) refuse(file_, "the file cannot be opened" + cause(errno));
}

std::size_t FileSource::read(std::span<char> room) {
  // Not by iterators over the buffer, which throw for an error of the disk and leave the stream
  // good.
  errno = 0;
  stream_.read(room.data(), static_cast<std::streamsize>(room.size()));
  if (stream_.bad()) refuse(file_, "the file cannot be read" + cause(errno));
  const auto count = static_cast<std::size_t>(stream_.gcount());
  hash_.add({room.data(), count});
  return count;
}

std::size_t TextSource::read(std::span<char> room) {
  const std::size_t count = std::min(room.size(), left_.size());
  std::copy_n(left_.begin(), count, room.begin());
  left_.remove_prefix(count);
  return count;
}

std::string read_file(const std::filesystem::path& file) {
  FileSource source(file);
  std::string text;
  std::array<char, 65536> part;
  while (const std::size_t count = source.read(part)) text.append(part.data(), count);
  return text;
}

std::uint64_t hash_of(std::span<const std::byte> bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

std::uint64_t hash_of(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

struct RunningHash::State {
  XXH3_state_t xxh3;
};

void RunningHash::Free::operator()(State* state) const { delete state; }

RunningHash::RunningHash() : state_(new State) { XXH3_64bits_reset(&state_->xxh3); }

void RunningHash::add(std::string_view part) {
  XXH3_64bits_update(&state_->xxh3, part.data(), part.size());
}

std::uint64_t RunningHash::value() const { return XXH3_64bits_digest(&state_->xxh3); }

/// The two lengths differ in how they end only, so that one state serves both.
std::string RunningHash::wide_value() const {
  const XXH128_hash_t hash = XXH3_128bits_digest(&state_->xxh3);
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace bacelab
