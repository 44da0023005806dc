#include "experiments/results/pending_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>
#include <utility>

#include "core/errors.hpp"
#include "experiments/results/provenance.hpp"
#include "experiments/text/storage_error.hpp"

namespace bacelab {
namespace {

namespace fs = std::filesystem;

/// No two live processes have the same, even if they share a file system. What a dead process left
/// under it may be overwritten.
fs::path temporary_name(const fs::path& target, const fs::path& directory) {
  fs::path name = directory.empty() ? target : directory / target.filename();
  name += ".partial-" + host_name() + "-" + std::to_string(getpid());
  return name;
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

void require_absent(const fs::path& target) {
  std::error_code ignored;
  if (!fs::exists(fs::symlink_status(target, ignored))) return;
  throw InputError(target.string() +
                   ": this file exists and would be overwritten; choose another name, or use "
                   "--force to replace it");
}

}  // namespace

PendingFile::PendingFile(fs::path target, ExistingFile existing, const fs::path& directory)
    : target_(std::move(target)), path_(temporary_name(target_, directory)), existing_(existing) {
  if (existing_ == ExistingFile::refuse) require_absent(target_);
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

}  // namespace bacelab
