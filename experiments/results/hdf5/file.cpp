#include "experiments/results/hdf5/file.hpp"

#include <hdf5.h>

#include <cerrno>
#include <fstream>
#include <stdexcept>
#include <utility>

#include "experiments/results/storage_error.hpp"

namespace bacelab::hdf5 {
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
Handle creation_properties(const Place& place) {
  Handle properties = checked(H5Pcreate(H5P_FILE_CREATE), H5Pclose, place, "describe");
  check(H5Pset_link_creation_order(properties.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
        place, "describe");
  check(H5Pset_obj_track_times(properties.get(), false), place, "describe");
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
  if (H5Fis_hdf5(path.c_str()) > 0) return;
  throw StorageError(path, "this is not an HDF5 file",
                     "give the path of a file that a study wrote; an empty or cut off file must "
                     "be made again");
}

}  // namespace

File::File(Handle handle, const std::filesystem::path& path)
    : handle_(std::move(handle)), place_(root_of(path)) {}

File File::create(const std::filesystem::path& path) {
  prepare_library();
  const Place place = root_of(path);
  return {checked(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation_properties(place).get(),
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
  if (H5Fget_obj_count(handle_.get(), H5F_OBJ_ALL) > 1) {
    throw std::logic_error("an object of '" + place_.file.string() + "' is still open");
  }
  if (!handle_.close()) fail(place_, "write");
}

}  // namespace bacelab::hdf5
