#include "experiments/results/hdf5/file.hpp"

#include <hdf5.h>

#include <cerrno>
#include <fstream>
#include <stdexcept>
#include <utility>

#include "experiments/text/storage_error.hpp"

namespace bacelab::hdf5 {
namespace {

constexpr unsigned creation_order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

std::vector<hsize_t> dimensions_of(const Shape& shape) { return {shape.begin(), shape.end()}; }

/// Closes a dataset that was written. After a failed close the library still has the identifier but
/// no longer the object, and crashes later; so a dataset that can't be flushed stays open.
int close_dataset(Id dataset) { return H5Dflush(dataset) < 0 ? -1 : H5Dclose(dataset); }

herr_t keep_name(hid_t, const char* name, const H5L_info_t*, void* names) {
  static_cast<std::vector<std::string>*>(names)->emplace_back(name);
  return 0;
}

Handle group_properties(const Place& place) {
  Handle properties = checked(H5Pcreate(H5P_GROUP_CREATE), H5Pclose, place, "describe");
  check(H5Pset_link_creation_order(properties.get(), creation_order), place, "describe");
  check(H5Pset_obj_track_times(properties.get(), false), place, "describe");
  return properties;
}

void set_chunk(const Handle& properties, const Shape& chunk, const Place& place) {
  const auto extent = dimensions_of(chunk);
  check(H5Pset_chunk(properties.get(), static_cast<int>(extent.size()), extent.data()), place,
        "divide into chunks");
}

Handle dataset_properties(const Storage& storage, const Place& place) {
  Handle properties = checked(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, place, "describe");
  check(H5Pset_obj_track_times(properties.get(), false), place, "describe");
  if (!storage.chunk.empty()) set_chunk(properties, storage.chunk, place);
  if (storage.fill) {
    check(H5Pset_fill_value(properties.get(), H5T_NATIVE_DOUBLE, &*storage.fill), place,
          "set the fill value of");
  }
  return properties;
}

}  // namespace

bool Group::contains(std::string_view name) const {
  const auto found = H5Lexists(handle_.get(), std::string(name).c_str(), H5P_DEFAULT);
  check(found, place_.child(name), "look for");
  return found > 0;
}

std::vector<std::string> Group::names() const {
  std::vector<std::string> names;
  check(H5Literate(handle_.get(), H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, keep_name, &names),
        place_, "list");
  return names;
}

Group Group::create_group(std::string_view name) const {
  const Place place = place_.child(name);
  Handle handle = checked(H5Gcreate2(handle_.get(), std::string(name).c_str(), H5P_DEFAULT,
                                     group_properties(place).get(), H5P_DEFAULT),
                          H5Gclose, place, "create");
  return {std::move(handle), place};
}

Group Group::open_group(std::string_view name) const {
  const Place place = place_.child(name);
  return {checked(H5Gopen2(handle_.get(), std::string(name).c_str(), H5P_DEFAULT), H5Gclose, place,
                  "open"),
          place};
}

Dataset Group::create_dataset(std::string_view name, const Storage& storage) const {
  const Place place = place_.child(name);
  const auto extent = dimensions_of(storage.shape);
  const Handle space =
      checked(H5Screate_simple(static_cast<int>(extent.size()), extent.data(), nullptr), H5Sclose,
              place, "describe");
  Handle handle = checked(
      H5Dcreate2(handle_.get(), std::string(name).c_str(), datatype(storage.element).get(),
                 space.get(), H5P_DEFAULT, dataset_properties(storage, place).get(), H5P_DEFAULT),
      close_dataset, place, "create");
  return {std::move(handle), place};
}

Dataset Group::open_dataset(std::string_view name) const {
  const Place place = place_.child(name);
  return {checked(H5Dopen2(handle_.get(), std::string(name).c_str(), H5P_DEFAULT), H5Dclose, place,
                  "open"),
          place};
}

namespace {

Place root_of(const std::filesystem::path& path) { return {path, "/"}; }

/// Locks are left out: a file is read only after it has its final name, and many cluster file
/// systems have no locks, on which the library would refuse to open a file.
Handle access_properties(const Place& place) {
  Handle properties = checked(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, place, "describe");
  check(H5Pset_file_locking(properties.get(), false, true), place, "describe");
  // Of each open variable. Chunks are near 128 KiB, and are written and read in order: one that is
  // begun and one that follows.
  constexpr std::size_t cached_chunks = 2;
  constexpr std::size_t cached_bytes = cached_chunks * (std::size_t{160} << 10);
  constexpr double full_chunks_first = 1.0;  // to make room for others
  check(H5Pset_cache(properties.get(), 0, 7, cached_bytes, full_chunks_first), place, "describe");
  return properties;
}

/// Links in the order of their creation, as netCDF-4 has them, and no times of creation: they
/// would make equal results differ.
Handle creation_properties(const Place& place, std::size_t space_before) {
  Handle properties = checked(H5Pcreate(H5P_FILE_CREATE), H5Pclose, place, "describe");
  check(H5Pset_link_creation_order(properties.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
        place, "describe");
  check(H5Pset_obj_track_times(properties.get(), false), place, "describe");
  check(H5Pset_userblock(properties.get(), space_before), place, "leave space in");
  return properties;
}

/// Closes a file that was written; as with datasets, one that can't be flushed stays open.
int close_file(Id file) { return H5Fflush(file, H5F_SCOPE_GLOBAL) < 0 ? -1 : H5Fclose(file); }

void require_readable(const std::filesystem::path& path) {
  if (std::filesystem::is_directory(path)) throw system_storage_error(path, "read it", EISDIR);
  errno = 0;
  if (!std::ifstream(path)) throw system_storage_error(path, "read it", errno);
}

void require_hdf5(const std::filesystem::path& path) {
  if (File::is_one(path)) return;
  throw StorageError(path, "this is not an HDF5 file",
                     "give the path of a file that a study wrote; an empty or cut off file must "
                     "be made again");
}

}  // namespace

bool File::is_one(const std::filesystem::path& path) {
  prepare_library();
  return H5Fis_hdf5(path.c_str()) > 0;
}

File::File(Handle handle, const std::filesystem::path& path)
    : handle_(std::move(handle)), place_(root_of(path)) {}

File File::create(const std::filesystem::path& path, std::size_t space_before) {
  prepare_library();
  const Place place = root_of(path);
  return {
      checked(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation_properties(place, space_before).get(),
                        access_properties(place).get()),
              close_file, place, "create"),
      path};
}

File File::open(const std::filesystem::path& path) {
  prepare_library();
  require_readable(path);
  require_hdf5(path);
  const Place place = root_of(path);
  Handle handle(H5Fopen(path.c_str(), H5F_ACC_RDONLY, access_properties(place).get()), H5Fclose);
  if (!handle.is_open()) {
    throw StorageError(path, "this HDF5 file is truncated or damaged",
                       "copy it again, or run the study again");
  }
  return {std::move(handle), path};
}

Group File::root() const {
  return {checked(H5Gopen2(handle_.get(), "/", H5P_DEFAULT), H5Gclose, place_, "open"), place_};
}

void File::flush() const { check(H5Fflush(handle_.get(), H5F_SCOPE_GLOBAL), place_, "write"); }

void File::close() {
  if (H5Fget_obj_count(handle_.get(), H5F_OBJ_DATASET) > 0) {
    // One that can't be written stays open: the disk's error is what the user needs to know, also
    // if the disk takes all the rest.
    flush();
    throw system_storage_error(place_.file, "write all of it", 0);
  }
  if (H5Fget_obj_count(handle_.get(), H5F_OBJ_ALL) > 1) {
    throw std::logic_error("an object of '" + place_.file.string() + "' is still open");
  }
  if (!handle_.close()) fail(place_, "write");
}

}  // namespace bacelab::hdf5
