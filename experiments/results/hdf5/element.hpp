#pragma once

#include <concepts>
#include <cstdint>

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

}  // namespace bacelab::hdf5
