#include "experiments/results/seal.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

#include "core/errors.hpp"
#include "experiments/results/open_file.hpp"
#include "experiments/text/files.hpp"
#include "experiments/text/storage_error.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr std::size_t bytes_at_a_time = std::size_t{1} << 18;
constexpr std::string_view seal_magic = "bacelab-seal-1";
/// Size in 16 hexadecimal digits and hash in 32, after the magic and blanks.
constexpr std::size_t size_at = seal_magic.size() + 1;
constexpr std::size_t size_digits = 16;
constexpr std::size_t hash_at = size_at + size_digits + 1;
constexpr std::size_t hash_digits = 32;

/// By which an HDF5 file begins, after the space that it leaves.
constexpr std::string_view hdf5_signature = "\x89HDF\r\n\x1a\n";

/// The bytes of a seal; `size` and `hash` are hexadecimal digits.
std::string seal_of(std::string_view size, std::string_view hash) {
  std::string text = fmt::format("{} {} {}", seal_magic, size, hash);
  text += fmt::format(" {:016x}\n", hash_of(std::string_view(text)));
  text.resize(seal_bytes, '\0');
  return text;
}

std::string size_text(std::size_t size) { return fmt::format("{:016x}", size); }

/// The bytes from `offset` on, at most `most`.
std::string part_of(const OpenFile& file, std::size_t offset, std::size_t most, std::size_t size) {
  std::string part(std::min(most, size - std::min(offset, size)), '\0');
  if (!file.read(std::as_writable_bytes(std::span(part)), offset)) part.clear();
  return part;
}

std::string hash_after_seal(const OpenFile& file, std::size_t size) {
  RunningHash hash;
  std::string part(bytes_at_a_time, '\0');
  for (std::size_t offset = seal_bytes; offset < size; offset += part.size()) {
    part.resize(std::min(part.size(), size - offset));
    // A file that shrinks meanwhile has another hash.
    if (!file.read(std::as_writable_bytes(std::span(part)), offset)) break;
    hash.add(part);
  }
  return hash.wide_value();
}

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& problem) {
  throw InputError(fmt::format(
      "{}: {}; copy it again or run its study again, or use --no-verify to read it as it is",
      path.string(), problem));
}

/// A file that does not begin with a whole seal.
[[noreturn]] void refuse_unsealed(const std::filesystem::path& path, std::string_view begin,
                                  std::string_view after_seal) {
  if (begin.starts_with(hdf5_signature)) {
    refuse(path, "has no checksum, as if written by an earlier version or by another program");
  }
  if (begin.starts_with(seal_magic) || after_seal.starts_with(hdf5_signature)) {
    refuse(path, "is damaged: its first 512 bytes, which hold its checksum, were changed");
  }
  throw InputError(path.string() +
                   ": this is not an HDF5 file that a study wrote; give the path of one; an empty "
                   "or cut off file must be made again");
}

void check_seal(const std::filesystem::path& path) {
  const OpenFile file(path, O_RDONLY, path);
  const std::size_t size = file.size();
  const std::string begin = part_of(file, 0, seal_bytes, size);
  const std::string_view numbers(begin);
  if (begin.size() < seal_bytes || begin != seal_of(numbers.substr(size_at, size_digits),
                                                    numbers.substr(hash_at, hash_digits))) {
    refuse_unsealed(path, begin, part_of(file, seal_bytes, hdf5_signature.size(), size));
  }
  if (numbers.substr(size_at, size_digits) != size_text(size)) {
    const std::size_t was = std::stoull(begin.substr(size_at, size_digits), nullptr, 16);
    refuse(path, fmt::format("is {}: it has {} bytes and was written with {}",
                             size < was ? "truncated" : "longer than it was", grouped(size),
                             grouped(was)));
  }
  if (numbers.substr(hash_at, hash_digits) != hash_after_seal(file, size)) {
    refuse(path, "was changed or damaged since it was written: its checksum is another");
  }
}

}  // namespace

void seal(const std::filesystem::path& path) {
  const OpenFile file(path, O_RDWR, path);
  const std::size_t size = file.size();
  const std::string text = seal_of(size_text(size), hash_after_seal(file, size));
  file.write(std::as_bytes(std::span(text)));
}

void require_sealed(const std::filesystem::path& path) {
  try {
    check_seal(path);
  } catch (const StorageError& error) {
    throw InputError(error.what());
  }
}

}  // namespace bacelab
