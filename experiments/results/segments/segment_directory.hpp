#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/results/faults.hpp"

namespace bacelab {

inline constexpr std::string_view segment_extension = ".segment";

/// The directory of the segments of a results file, next to it: "study.h5.segments". Of a symbolic
/// link it is next to the file behind it.
/// \throws InputError if the links form a circle, or if there are segments next to the link
std::filesystem::path segment_directory_of(const std::filesystem::path& results);

/// The segments in a directory, sorted by name; empty if there is no such directory.
std::vector<std::filesystem::path> list_segments(const std::filesystem::path& directory);

/// The directory of the segments of a results file, for the one process that may write this file:
/// it is locked for the lifetime of this object, and the lock ends with the process. The destructor
/// removes a directory without segments.
class SegmentDirectory {
 public:
  /// Creates the directory if it does not exist.
  /// \throws InputError if another process has it
  /// \throws StorageError if it can't be made or locked
  explicit SegmentDirectory(const std::filesystem::path& results);
  SegmentDirectory(const SegmentDirectory&) = delete;
  SegmentDirectory& operator=(const SegmentDirectory&) = delete;
  ~SegmentDirectory();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  /// The token that is_this_directory() compares; no two owners have the same.
  [[nodiscard]] const std::string& token() const { return token_; }

  /// Flushes the token to the disk: on a network file system other machines may not see it before,
  /// since the file stays open.
  /// \throws StorageError
  void sync_owner() const;

  /// A warning if the file system can't lock; empty if it can.
  [[nodiscard]] const std::string& warning() const { return warning_; }

  /// Removes files that processes left half-written when they were killed.
  void remove_unfinished() const;

  /// Removes all segments.
  void remove_segments(Faults& faults) const;

 private:
  void lock();
  void write_owner() const;
  void release() noexcept;

  std::filesystem::path path_;
  std::filesystem::path lock_path_;
  std::string token_;
  std::string warning_;
  int lock_ = -1;
};

/// The present owner of the directory, in words, and its token; empty if there is none.
struct DirectoryOwner {
  std::string words;
  std::string token;
};
std::optional<DirectoryOwner> owner_of(const std::filesystem::path& directory);

/// Whether a process that may be on another machine sees the directory with this token.
bool is_this_directory(const std::filesystem::path& path, const std::string& token);

}  // namespace bacelab
