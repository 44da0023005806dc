#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/contract.hpp"

namespace bacelab {

/// Position of one kind of thing (region, link, job ...) in its table.
/// Two kinds don't mix: a LinkIndex can't look up a region. `Number` holds the largest position.
template <class Kind, class Number = std::uint32_t>
class Index {
 public:
  constexpr Index() = default;
  constexpr explicit Index(std::size_t value) : value_(static_cast<Number>(value)) {
    BACELAB_EXPECTS(value_ == value);
  }

  [[nodiscard]] constexpr std::size_t value() const { return value_; }
  constexpr Index& operator++() {
    ++value_;
    return *this;
  }
  constexpr auto operator<=>(const Index&) const = default;

 private:
  Number value_ = 0;
};

using RegionIndex = Index<struct RegionKind>;
using LinkIndex = Index<struct LinkKind>;
using TemplateIndex = Index<struct TemplateKind>;
using JobIndex = Index<struct JobKind>;

/// A vector that only its own kind of index can look up.
template <class I, class Value>
class Table {
 public:
  Table() = default;
  explicit Table(std::vector<Value> values) : values_(std::move(values)) {}
  explicit Table(std::size_t size, const Value& value = Value()) : values_(size, value) {}

  /// The index must be below end_index().
  Value& operator[](I index) {
    BACELAB_EXPECTS(index.value() < values_.size());
    return values_[index.value()];
  }
  const Value& operator[](I index) const {
    BACELAB_EXPECTS(index.value() < values_.size());
    return values_[index.value()];
  }

  [[nodiscard]] std::size_t size() const { return values_.size(); }
  [[nodiscard]] bool empty() const { return values_.empty(); }
  [[nodiscard]] I end_index() const { return I(values_.size()); }
  void assign(std::size_t size, const Value& value) { values_.assign(size, value); }
  void push_back(Value value) { values_.push_back(std::move(value)); }

  auto begin() { return values_.begin(); }
  auto end() { return values_.end(); }
  auto begin() const { return values_.begin(); }
  auto end() const { return values_.end(); }

 private:
  std::vector<Value> values_;
};

}  // namespace bacelab
