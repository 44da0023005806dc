#include "experiments/files/read_file.hpp"

#include <array>
#include <cerrno>
#include <fstream>
#include <system_error>

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

std::string read_file(const std::filesystem::path& file) {
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored)) {
    refuse(file, "is a directory; the name of a file is needed");
  }
  errno = 0;
  std::ifstream stream(file, std::ios::binary);
  if (!stream) refuse(file, "the file cannot be opened" + cause(errno));
  // Not by iterators over the buffer, which throw for an error of the disk and leave the stream
  // good.
  std::string text;
  std::array<char, 65536> part;
  while (stream.read(part.data(), part.size()) || stream.gcount() > 0) {
    text.append(part.data(), static_cast<std::size_t>(stream.gcount()));
  }
  if (stream.bad()) refuse(file, "the file cannot be read" + cause(errno));
  return text;
}

}  // namespace bacelab
