#include "experiments/text/pending_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <string>

#include "experiments/text/storage_error.hpp"

namespace bacelab {
namespace {

namespace fs = std::filesystem;

/// Creates a file that no other process has, and that nobody has left behind.
fs::path create_beside(const fs::path& target, const fs::path& directory) {
  for (;;) {
    const fs::path name = temporary_name_of(target);
    const fs::path path = directory.empty() ? name : directory / name.filename();
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file >= 0) {
      close(file);
      return path;
    }
    if (errno != EEXIST) throw system_storage_error(target, "write it", errno);
  }
}

/// A file descriptor that is closed at the end of its scope.
class Descriptor {
 public:
  Descriptor(const fs::path& path, int flags) : number_(open(path.c_str(), flags | O_CLOEXEC)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }

  /// Brings everything to the disk. False on failure, with the cause in errno.
  bool sync() const { return number_ >= 0 && fsync(number_) == 0; }

 private:
  int number_;
};

void sync_file(const fs::path& path, const fs::path& target) {
  if (!Descriptor(path, O_RDWR).sync()) {
    throw system_storage_error(target, "flush it to the disk", errno);
  }
}

/// File systems that don't sync directories say EINVAL; they have nothing to sync.
void sync_directory_of(const fs::path& target) {
  const fs::path directory = target.has_parent_path() ? target.parent_path() : fs::path(".");
  if (!Descriptor(directory, O_RDONLY | O_DIRECTORY).sync() && errno != EINVAL) {
    throw system_storage_error(target, "flush its directory to the disk", errno);
  }
}

/// Renames unless there is a file of that name. Where the file system can't do that in one step, it
/// is looked for first.
int rename_to_new(const fs::path& from, const fs::path& to) {
  const int result = renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE);
  if (result == 0 || (errno != EINVAL && errno != ENOSYS)) return result;
  if (access(to.c_str(), F_OK) == 0) {
    errno = EEXIST;
    return -1;
  }
  return std::rename(from.c_str(), to.c_str());
}

}  // namespace

PendingFile::PendingFile(const fs::path& target, ExistingFile existing, const fs::path& directory)
    : target_(behind_links(target)), existing_(existing) {
  require_output(target, existing_);
  path_ = create_beside(target_, directory);
}

PendingFile::~PendingFile() { discard(); }

void PendingFile::commit() {
  sync_file(path_, target_);
  const int result = existing_ == ExistingFile::refuse
                         ? rename_to_new(path_, target_)
                         : std::rename(path_.c_str(), target_.c_str());
  if (result != 0) throw system_storage_error(target_, "give the file its name", errno);
  committed_ = true;
  sync_directory_of(target_);
}

void PendingFile::empty() noexcept {
  if (committed_ || truncate(path_.c_str(), 0) != 0) return;
}

void PendingFile::discard() noexcept {
  if (!committed_) unlink(path_.c_str());
}

void write_file(const fs::path& file, ExistingFile existing,
                const std::function<void(std::ostream&)>& write) {
  PendingFile pending(file, existing);
  errno = 0;
  std::ofstream out(pending.path(), std::ios::binary);
  if (out) write(out);
  out.close();
  if (!out) throw system_storage_error(file, "write it", errno);
  pending.commit();
}

}  // namespace bacelab
