#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "experiments/results/hdf5/element.hpp"
#include "experiments/results/hdf5/failure.hpp"

namespace bacelab::hdf5 {

/// The attributes of a group or dataset; a view that is valid while that object is open.
/// Every function throws StorageError if the library cannot do what was asked for.
class Attributes {
 public:
  Attributes(Id object, Place place) : object_(object), place_(std::move(place)) {}

  bool contains(std::string_view name) const;

  /// All names, in alphabetical order.
  std::vector<std::string> names() const;

  /// \throws StorageError if the attribute's elements are of no kind that is used here
  Element element(std::string_view name) const;

  void write(std::string_view name, std::string_view text) const;
  template <Number T>
  void write(std::string_view name, T value) const;
  template <Number T>
  void write_array(std::string_view name, std::span<const T> values) const;

  std::string read_string(std::string_view name) const;
  template <Number T>
  T read(std::string_view name) const;
  template <Number T>
  std::vector<T> read_array(std::string_view name) const;

 private:
  Handle create(std::string_view name, Element element, Id space) const;
  Handle open(std::string_view name) const;
  void write_raw(std::string_view name, Element element, Id space, const void* data) const;
  std::size_t size_of(const Handle& attribute, std::string_view name) const;
  void read_raw(const Handle& attribute, std::string_view name, Element element, void* data) const;

  Id object_;
  Place place_;
};

}  // namespace bacelab::hdf5
