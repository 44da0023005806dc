#include "experiments/results/hdf5/group.hpp"

#include <hdf5.h>

namespace bacelab::hdf5 {
namespace {

constexpr unsigned creation_order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

std::vector<hsize_t> dimensions_of(const Shape& shape) { return {shape.begin(), shape.end()}; }

/// Closes a dataset that was written. After a close that fails the library still has the identifier
/// but no longer the object, and crashes later; so what can't be flushed stays open.
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

}  // namespace bacelab::hdf5
