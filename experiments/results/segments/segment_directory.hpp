#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/results/faults.hpp"

namespace bacelab {

inline constexpr std::string_view segment_extension = ".segment";

/// Where the segments of a results file are: beside it, "study.h5.segments".
std::filesystem::path segment_directory_of(const std::filesystem::path& results);

/// The segments of a directory, by name; none if there is no such directory.
std::vector<std::filesystem::path> list_segments(const std::filesystem::path& directory);

/// The directory of the segments of a results file, for the one process that may write this file:
/// it is locked as long as this lives, and the lock dies with its owner. At the end, a directory
/// that holds no segments is removed.
class SegmentDirectory {
 public:
  /// Makes the directory if there is none.
  /// \throws InputError if another process has it
  /// \throws StorageError if it can't be made or locked
  explicit SegmentDirectory(const std::filesystem::path& results);
  SegmentDirectory(const SegmentDirectory&) = delete;
  SegmentDirectory& operator=(const SegmentDirectory&) = delete;
  ~SegmentDirectory();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  /// What is_this_directory() asks for; no two owners have the same.
  [[nodiscard]] const std::string& token() const { return token_; }

  /// Brings the token to the disk: on a network file system another machine may see nothing of it
  /// before, since the file stays open.
  /// \throws StorageError
  void sync_owner() const;

  /// A warning if the file system can't lock; empty if it can.
  [[nodiscard]] const std::string& warning() const { return warning_; }

  /// Removes what dead processes left half-written.
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

/// Who owns the directory at the moment, in words, and the token; nothing if nobody does.
struct DirectoryOwner {
  std::string words;
  std::string token;
};
std::optional<DirectoryOwner> owner_of(const std::filesystem::path& directory);

/// Whether a process that may be on another machine sees the directory with this token.
bool is_this_directory(const std::filesystem::path& path, const std::string& token);

}  // namespace bacelab
