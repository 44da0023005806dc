#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "experiments/results/hdf5/attributes.hpp"
#include "experiments/results/hdf5/handle.hpp"

namespace bacelab::hdf5 {

/// The extent along each axis.
using Shape = std::vector<std::size_t>;

/// The number of elements of a shape.
std::size_t element_count(const Shape& shape);

/// A box of elements: where it begins and how far it reaches along each axis.
struct Slab {
  Shape offset;
  Shape count;
};

/// An array in a file. Every function throws StorageError if the library cannot do what was asked
/// for, and std::invalid_argument if a slab doesn't fit the values given for it.
class Dataset {
 public:
  Dataset(Handle handle, Place place) : handle_(std::move(handle)), place_(std::move(place)) {}

  const Place& place() const { return place_; }
  Shape shape() const;

  /// \throws StorageError if the elements are of no kind that is used here.
  Element element() const;

  /// The slab that covers everything.
  Slab whole() const;

  Attributes attributes() const { return {handle_.get(), place_}; }

  /// Writes a slab, row-major.
  template <Number T>
  void write(std::span<const T> values, const Slab& slab) const;
  void write_strings(std::span<const std::string> values) const;

  /// Reads a slab, row-major.
  template <Number T>
  std::vector<T> read(const Slab& slab) const;
  std::vector<std::string> read_strings() const;

  /// Makes this a dimension scale, the coordinate of a dimension of that name.
  void make_scale(std::string_view dimension) const;

  /// Names the dimension of an axis by a dimension scale.
  void attach_scale(std::size_t axis, const Dataset& scale) const;

  /// The name in the file of the dimension scale of an axis, as in "/point"; empty if it has none.
  std::string scale_path(std::size_t axis) const;

 private:
  Handle file_space() const;
  void write_raw(Element element, const void* data, const Slab& slab) const;
  void read_raw(Element element, void* data, const Slab& slab) const;

  Handle handle_;
  Place place_;
};

}  // namespace bacelab::hdf5
