#pragma once

#include <filesystem>

#include "experiments/results/hdf5/group.hpp"

namespace bacelab::hdf5 {

/// An HDF5 file. Objects opened from it must be closed before close() is called.
/// A file or dataset that can't be written because the disk is full can't be closed either; it then
/// stays open until the process ends.
class File {
 public:
  /// Makes an empty file, in the place of one that may be there.
  /// \throws StorageError if it can't be written.
  static File create(const std::filesystem::path& path);

  /// Opens a file for reading.
  /// \throws StorageError if it is not there, can't be read, is truncated or is not HDF5.
  static File open(const std::filesystem::path& path);

  Group root() const;

  /// Writes all that the library holds back.
  /// \throws StorageError if that fails
  void flush() const;

  /// Writes all that the library holds back, and closes.
  /// \throws StorageError if that fails; the file is then worth nothing.
  /// \throws std::logic_error if an object of the file is still open.
  void close();

 private:
  File(Handle handle, const std::filesystem::path& path);

  Handle handle_;
  Place place_;
};

}  // namespace bacelab::hdf5
