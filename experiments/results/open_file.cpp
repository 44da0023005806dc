#include "experiments/results/open_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "experiments/text/storage_error.hpp"

namespace bacelab {

OpenFile::OpenFile(const std::filesystem::path& path, int flags, std::filesystem::path named)
    : named_(std::move(named)), number_(open(path.c_str(), flags | O_CLOEXEC, 0666)) {
  if (number_ < 0) throw system_storage_error(named_, "open the file", errno);
}

OpenFile::~OpenFile() { ::close(number_); }

void OpenFile::write(std::span<const std::byte> bytes) const {
  while (!bytes.empty()) {
    const ssize_t written = ::write(number_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw system_storage_error(named_, "write the file", errno);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
}

bool OpenFile::read(std::span<std::byte> bytes, std::size_t offset) const {
  while (!bytes.empty()) {
    const ssize_t got = pread(number_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw system_storage_error(named_, "read the file", errno);
    if (got == 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(got));
    offset += static_cast<std::size_t>(got);
  }
  return true;
}

std::size_t OpenFile::size() const {
  struct stat status {};
  if (fstat(number_, &status) != 0) throw system_storage_error(named_, "read the file", errno);
  return static_cast<std::size_t>(status.st_size);
}

}  // namespace bacelab
