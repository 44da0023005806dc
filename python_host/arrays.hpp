#pragma once

#include <pybind11/numpy.h>

#include <cstddef>
#include <vector>

namespace bacelab {

/// Nobody may write into it from Python.
template <class Value>
pybind11::array_t<Value> read_only(pybind11::array_t<Value> array) {
  using pybind11::detail::array_proxy;
  using pybind11::detail::npy_api;
  array_proxy(array.ptr())->flags &= ~npy_api::NPY_ARRAY_WRITEABLE_;
  return array;
}

/// The program's own values as an array, not copied: void as soon as they are, so it keeps
/// `memory`.
template <class Value>
pybind11::array_t<Value> view_of(const Value* values, std::size_t size, pybind11::handle memory) {
  return read_only(pybind11::array_t<Value>(size, values, memory));
}

/// A copy of values of one dimension.
template <class Value>
pybind11::array_t<Value> array_of(const std::vector<Value>& values) {
  return read_only(pybind11::array_t<Value>(values.size(), values.data()));
}

/// A copy of values of two dimensions, row after row.
template <class Value>
pybind11::array_t<Value> array_of(const std::vector<Value>& values, std::size_t rows,
                                  std::size_t columns) {
  return read_only(pybind11::array_t<Value>({rows, columns}, values.data()));
}

}  // namespace bacelab
