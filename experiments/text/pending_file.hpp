#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>

#include "experiments/text/output_file.hpp"

namespace bacelab {

/// A file that appears under its name complete, or not at all. It is written under a temporary name
/// in the same directory or another of the same file system, which this object alone has; commit()
/// makes it permanent, and without a commit the destructor removes it. A symbolic link is followed:
/// the file behind it is written.
class PendingFile {
 public:
  /// `directory`: where it is written; empty: in that of the target.
  /// Creates the temporary file, empty.
  /// \throws InputError if the target exists and may not be replaced, or is no ordinary file
  /// \throws StorageError if nothing can be written there
  explicit PendingFile(const std::filesystem::path& target,
                       ExistingFile existing = ExistingFile::refuse,
                       const std::filesystem::path& directory = {});
  PendingFile(const PendingFile&) = delete;
  PendingFile& operator=(const PendingFile&) = delete;
  ~PendingFile();

  /// Where to write: the temporary name.
  const std::filesystem::path& path() const { return path_; }

  /// The final name, behind links.
  const std::filesystem::path& target() const { return target_; }

  /// Makes the file, which has been written and closed, permanent: flushes it to the disk, gives it
  /// its final name and flushes the directory. The file survives a crash of the machine once this
  /// has returned.
  /// \throws StorageError if that fails; a file that took the final name meanwhile is left alone
  void commit();

  /// Frees the disk space of the temporary file, so that on a full disk the library that writes it
  /// can close it. Nothing after a commit.
  void empty() noexcept;

  /// Removes the temporary file. Nothing after a commit.
  void discard() noexcept;

 private:
  std::filesystem::path target_;
  std::filesystem::path path_;
  ExistingFile existing_;
  bool committed_ = false;
};

/// Writes a text file, which appears complete or not at all.
/// \throws InputError if it exists and may not be replaced
/// \throws StorageError if it can't be written
void write_file(const std::filesystem::path& file, ExistingFile existing,
                const std::function<void(std::ostream&)>& write);

}  // namespace bacelab
