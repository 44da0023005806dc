#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

namespace bacelab {

/// A file could not be written or read: disk full, no permission, truncated, not HDF5.
/// The message names the file, what went wrong and what to do about it.
class StorageError : public std::runtime_error {
 public:
  /// `problem` says what went wrong, `advice` what the user can do.
  StorageError(const std::filesystem::path& file, std::string_view problem,
               std::string_view advice);

  /// An error of another process; `message` is its message.
  explicit StorageError(const std::string& message) : std::runtime_error(message) {}

  const std::filesystem::path& file() const { return file_; }

 private:
  std::filesystem::path file_;
};

/// The error for a system call on `file` that left `error_number` in errno; `action` is what was
/// tried, as in "cannot <action>". Without an error number (0) the message gives no cause.
StorageError system_storage_error(const std::filesystem::path& file, std::string_view action,
                                  int error_number);

/// Advice for a results file with content that no study writes.
inline constexpr std::string_view changed_file_advice =
    "the file was changed by another program; run the study again";

/// Throws StorageError for such a file.
[[noreturn]] void refuse_changed_file(const std::filesystem::path& file, std::string_view problem);

/// Advice for `error_number`.
std::string_view storage_advice(int error_number);

}  // namespace bacelab
