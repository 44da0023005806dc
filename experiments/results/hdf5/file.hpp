#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "experiments/results/hdf5/attributes.hpp"
#include "experiments/results/hdf5/dataset.hpp"

namespace bacelab::hdf5 {

/// How a new dataset is stored.
struct Storage {
  Element element = Element::float64;
  Shape shape;
  Shape chunk = {};                 ///< empty: in one piece, and whole from the first write on
  std::optional<double> fill = {};  ///< what an element never written reads as; 0 if absent
};

/// A group of a file: a folder of datasets and groups.
/// Every function throws StorageError if the library cannot do what was asked for.
class Group {
 public:
  Group(Handle handle, Place place) : handle_(std::move(handle)), place_(std::move(place)) {}

  const Place& place() const { return place_; }
  Attributes attributes() const { return {handle_.get(), place_}; }

  bool contains(std::string_view name) const;

  /// The names of what is in this group, in the order in which it was made.
  std::vector<std::string> names() const;

  Group create_group(std::string_view name) const;
  Group open_group(std::string_view name) const;
  Dataset create_dataset(std::string_view name, const Storage& storage) const;
  Dataset open_dataset(std::string_view name) const;

 private:
  Handle handle_;
  Place place_;
};

/// An HDF5 file. Objects opened from it must be closed before close() is called.
/// A file or dataset that can't be written because the disk is full can't be closed either; it then
/// stays open until the process ends.
class File {
 public:
  /// Creates an empty file, replacing one that exists. `space_before` bytes at its beginning are
  /// left to the caller, and zero at first: 0, 512 or a larger power of two.
  /// \throws StorageError if it can't be written.
  static File create(const std::filesystem::path& path, std::size_t space_before = 0);

  /// Is this file one of HDF5? No if it can't be read.
  static bool is_one(const std::filesystem::path& path);

  /// Opens a file for reading.
  /// \throws StorageError if it is not there, can't be read, is truncated or is not HDF5.
  static File open(const std::filesystem::path& path);

  Group root() const;

  /// Writes all that the library has buffered.
  /// \throws StorageError if that fails
  void flush() const;

  /// Writes all that the library has buffered, and closes the file.
  /// \throws StorageError if that fails, or failed for a dataset, which is then still open; the
  /// file is useless. \throws std::logic_error if another object of the file is still open
  void close();

 private:
  File(Handle handle, const std::filesystem::path& path);

  Handle handle_;
  Place place_;
};

}  // namespace bacelab::hdf5
