#pragma once

#include <concepts>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "experiments/results/hdf5/handle.hpp"

namespace bacelab::hdf5 {

/// The kinds of element that datasets and attributes hold.
enum class Element {
  float64,  ///< double
  uint8,
  int64,
  uint64,
  string,  ///< variable length, UTF-8
};

/// The numbers that datasets and attributes hold.
template <class T>
concept Number = std::same_as<T, double> || std::same_as<T, std::uint8_t> ||
    std::same_as<T, std::int64_t> || std::same_as<T, std::uint64_t>;

template <Number T>
constexpr Element element_of() {
  if constexpr (std::same_as<T, double>) return Element::float64;
  if constexpr (std::same_as<T, std::uint8_t>) return Element::uint8;
  if constexpr (std::same_as<T, std::int64_t>) return Element::int64;
  if constexpr (std::same_as<T, std::uint64_t>) return Element::uint64;
}

/// The library's type of an element, in memory and (little endian everywhere) in the file.
Handle datatype(Element element);

/// The element that a type of the library stands for.
/// \throws std::domain_error if it is none of them.
Element element_of_datatype(Id type);

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
