#include "experiments/results/segments/segment_directory.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <random>

#include "core/errors.hpp"
#include "experiments/results/provenance.hpp"
#include "experiments/text/output_file.hpp"
#include "experiments/text/storage_error.hpp"

namespace bacelab {
namespace {

namespace fs = std::filesystem;

/// A name that no other execution has. Results never depend on it.
std::string new_token() {
  std::random_device device;
  return fmt::format("{:08x}{:08x}", device(), device());
}

/// A lock on the whole file. It belongs to the open file and dies with the process, and another
/// process may look at it without touching it.
struct flock whole_file(short type) {
  struct flock lock {};
  lock.l_type = type;
  lock.l_whence = SEEK_SET;
  return lock;
}

std::string first_line_of(const fs::path& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

/// Is the open file the one with that name? A former owner may have removed it.
bool has_name(int file, const fs::path& path) {
  struct stat open_file {};
  struct stat named {};
  return fstat(file, &open_file) == 0 && stat(path.c_str(), &named) == 0 &&
         open_file.st_ino == named.st_ino && open_file.st_dev == named.st_dev;
}

bool is_link(const fs::path& path) {
  std::error_code ignored;
  return fs::is_symlink(fs::symlink_status(path, ignored));
}

bool is_unfinished(const fs::path& path) {
  return path.filename().string().find(".partial-") != std::string::npos;
}

fs::path directory_beside(fs::path results) {
  results += ".segments";
  return results;
}

template <class Predicate>
std::vector<fs::path> list(const fs::path& directory, const Predicate& wanted) {
  std::vector<fs::path> found;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(directory, none)) {
    if (wanted(entry.path())) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

fs::path segment_directory_of(const fs::path& results) {
  fs::path directory = directory_beside(behind_links(results));
  const fs::path beside_link = directory_beside(results);
  if (beside_link == directory || list_segments(beside_link).empty()) return directory;
  throw InputError(fmt::format(
      "{}: segments are read and written beside the file that the symbolic link {} leads to, and "
      "these would be forgotten; move this directory to {}, or remove it",
      beside_link.string(), results.string(), directory.string()));
}

std::vector<fs::path> list_segments(const fs::path& directory) {
  return list(directory,
              [](const fs::path& path) { return path.extension() == segment_extension; });
}

SegmentDirectory::SegmentDirectory(const fs::path& results)
    : path_(segment_directory_of(results)), lock_path_(path_ / "lock"), token_(new_token()) {
  lock();
  try {
    write_owner();
  } catch (const StorageError&) {
    release();
    throw;
  }
}

SegmentDirectory::~SegmentDirectory() { release(); }

void SegmentDirectory::release() noexcept {
  unlink(lock_path_.c_str());
  rmdir(path_.c_str());  // stays if there are segments in it
  close(lock_);
}

/// An owner that ends meanwhile removes the lock file, and the directory too if it has no segments:
/// then both are created again.
void SegmentDirectory::lock() {
  for (;;) {
    if (mkdir(path_.c_str(), 0777) != 0 && errno != EEXIST) {
      throw system_storage_error(path_, "create the directory", errno);
    }
    lock_ = open(lock_path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (lock_ < 0) {
      const int error = errno;
      // A dangling link is not a directory that was removed just now.
      if (error == ENOENT && !is_link(path_)) continue;
      throw system_storage_error(path_, "create a file in the directory", error);
    }
    struct flock exclusive = whole_file(F_WRLCK);
    if (fcntl(lock_, F_OFD_SETLK, &exclusive) != 0) {
      if (errno == EAGAIN || errno == EACCES) {
        const std::string owner = first_line_of(lock_path_);
        close(lock_);
        throw InputError(fmt::format(
            "{}: another execution is writing here{}; wait for its end, or choose another name",
            path_.string(), owner.empty() ? "" : " (" + owner + ")"));
      }
      warning_ = fmt::format(
          "{}: this file system can't lock; make sure that no two executions write here",
          path_.string());
      return;
    }
    if (has_name(lock_, lock_path_)) return;
    close(lock_);  // its owner ended just now
  }
}

void SegmentDirectory::write_owner() const {
  const std::string text =
      fmt::format("host {}, process {}, since {}\n{}\n", host_name(), getpid(), utc_now(), token_);
  if (ftruncate(lock_, 0) != 0 ||
      pwrite(lock_, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size())) {
    throw system_storage_error(lock_path_, "write the file", errno);
  }
}

void SegmentDirectory::sync_owner() const {
  if (fsync(lock_) != 0) throw system_storage_error(lock_path_, "flush it to the disk", errno);
}

void SegmentDirectory::remove_unfinished() const {
  for (const fs::path& path : list(path_, is_unfinished)) unlink(path.c_str());
}

void SegmentDirectory::remove_segments(Faults& faults) const {
  for (const fs::path& path : list_segments(path_)) {
    if (unlink(path.c_str()) != 0 && errno != ENOENT) {
      throw system_storage_error(path, "remove the file", errno);
    }
    faults.pass("removing");
  }
  faults.pass("removed");
}

std::optional<DirectoryOwner> owner_of(const fs::path& directory) {
  const fs::path path = directory / "lock";
  const int lock = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (lock < 0) return std::nullopt;
  struct flock question = whole_file(F_RDLCK);
  const bool answered = fcntl(lock, F_OFD_GETLK, &question) == 0;
  close(lock);
  if (!answered || question.l_type == F_UNLCK) return std::nullopt;
  std::ifstream file(path);
  DirectoryOwner owner;
  std::getline(file, owner.words);
  std::getline(file, owner.token);
  return owner;
}

bool is_this_directory(const fs::path& path, const std::string& token) {
  std::ifstream file(path / "lock");
  std::string line;
  while (std::getline(file, line)) {
    if (line == token) return true;
  }
  return false;
}

}  // namespace bacelab
