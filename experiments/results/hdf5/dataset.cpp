#include "experiments/results/hdf5/dataset.hpp"

#include <hdf5.h>
#include <hdf5_hl.h>

#include <functional>
#include <numeric>
#include <stdexcept>

namespace bacelab::hdf5 {
namespace {

using Extent = std::vector<hsize_t>;

Extent extent_of(const Shape& shape) { return Extent(shape.begin(), shape.end()); }

/// The part of `space` that a slab covers, selected in it.
void select(const Handle& space, const Slab& slab, const Place& place) {
  const Extent offset = extent_of(slab.offset);
  const Extent count = extent_of(slab.count);
  check(H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, offset.data(), nullptr, count.data(),
                            nullptr),
        place, "select a part of");
}

/// The memory layout of a slab: dense, with the same axes as in the file. With other axes the
/// library maps element by element, which is twenty times slower.
Handle memory_space(const Slab& slab) {
  const Extent count = extent_of(slab.count);
  return Handle(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr), H5Sclose);
}

void require_size(std::size_t values, const Slab& slab, const Place& place) {
  if (values == element_count(slab.count)) return;
  throw std::invalid_argument("the slab of '" + place.object +
                              "' has another size than its values");
}

/// Keeps the first scale that the library's iteration shows.
herr_t keep_scale(hid_t, unsigned, hid_t scale, void* data) {
  auto& name = *static_cast<std::string*>(data);
  const ssize_t size = H5Iget_name(scale, nullptr, 0);
  if (size < 0) return -1;
  name.resize(static_cast<std::size_t>(size));
  return H5Iget_name(scale, name.data(), name.size() + 1) < 0 ? -1 : 1;
}

}  // namespace

std::size_t element_count(const Shape& shape) {
  return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
}

Handle Dataset::file_space() const {
  return checked(H5Dget_space(handle_.get()), H5Sclose, place_, "look at");
}

Shape Dataset::shape() const {
  const Handle space = file_space();
  const int axes = H5Sget_simple_extent_ndims(space.get());
  check(axes, place_, "look at the shape of");
  Extent extent(static_cast<std::size_t>(axes));
  check(H5Sget_simple_extent_dims(space.get(), extent.data(), nullptr), place_,
        "look at the shape of");
  return Shape(extent.begin(), extent.end());
}

Element Dataset::element() const {
  const Handle type = checked(H5Dget_type(handle_.get()), H5Tclose, place_, "look at the type of");
  try {
    return element_of_datatype(type.get());
  } catch (const std::domain_error& error) {
    fail_for_type(place_, error.what());
  }
}

Slab Dataset::whole() const {
  Shape count = shape();
  return {Shape(count.size(), 0), std::move(count)};
}

template <Number T>
void Dataset::write(std::span<const T> values, const Slab& slab) const {
  require_size(values.size(), slab, place_);
  write_raw(element_of<T>(), values.data(), slab);
}

void Dataset::write_strings(std::span<const std::string> values) const {
  const Slab slab = whole();
  require_size(values.size(), slab, place_);
  std::vector<const char*> pointers;
  pointers.reserve(values.size());
  for (const std::string& value : values) pointers.push_back(value.c_str());
  write_raw(Element::string, pointers.data(), slab);
}

template <Number T>
std::vector<T> Dataset::read(const Slab& slab) const {
  std::vector<T> values(element_count(slab.count));
  read_raw(element_of<T>(), values.data(), slab);
  return values;
}

std::vector<std::string> Dataset::read_strings() const {
  const Slab slab = whole();
  std::vector<char*> pointers(element_count(slab.count), nullptr);
  read_raw(Element::string, pointers.data(), slab);
  std::vector<std::string> values;
  values.reserve(pointers.size());
  for (char* pointer : pointers) {
    values.emplace_back(pointer == nullptr ? "" : pointer);
    H5free_memory(pointer);
  }
  return values;
}

void Dataset::make_scale(std::string_view dimension) const {
  check(H5DSset_scale(handle_.get(), std::string(dimension).c_str()), place_,
        "make a dimension scale of");
}

void Dataset::attach_scale(std::size_t axis, const Dataset& scale) const {
  check(H5DSattach_scale(handle_.get(), scale.handle_.get(), static_cast<unsigned>(axis)), place_,
        "attach a dimension scale to");
}

std::string Dataset::scale_path(std::size_t axis) const {
  std::string name;
  int from = 0;
  const auto dimension = static_cast<unsigned>(axis);
  if (H5DSget_num_scales(handle_.get(), dimension) <= 0) return name;
  check(H5DSiterate_scales(handle_.get(), dimension, &from, keep_scale, &name), place_,
        "look at the dimension scales of");
  return name;
}

void Dataset::write_raw(Element element, const void* data, const Slab& slab) const {
  const Handle space = file_space();
  select(space, slab, place_);
  check(H5Dwrite(handle_.get(), datatype(element).get(), memory_space(slab).get(), space.get(),
                 H5P_DEFAULT, data),
        place_, "write");
}

void Dataset::read_raw(Element element, void* data, const Slab& slab) const {
  const Handle space = file_space();
  select(space, slab, place_);
  check(H5Dread(handle_.get(), datatype(element).get(), memory_space(slab).get(), space.get(),
                H5P_DEFAULT, data),
        place_, "read");
}

template void Dataset::write(std::span<const double>, const Slab&) const;
template void Dataset::write(std::span<const std::uint8_t>, const Slab&) const;
template void Dataset::write(std::span<const std::int64_t>, const Slab&) const;
template void Dataset::write(std::span<const std::uint64_t>, const Slab&) const;
template std::vector<double> Dataset::read(const Slab&) const;
template std::vector<std::uint8_t> Dataset::read(const Slab&) const;
template std::vector<std::int64_t> Dataset::read(const Slab&) const;
template std::vector<std::uint64_t> Dataset::read(const Slab&) const;

}  // namespace bacelab::hdf5
