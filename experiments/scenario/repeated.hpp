#pragma once

#include <fmt/format.h>

#include <map>
#include <string>
#include <utility>

#include "experiments/scenario/json_place.hpp"

namespace bacelab {

/// Refuses what may stand only once in a scenario: a name, an id, a link.
template <class Value>
class Repeated {
 public:
  /// `what` says of what the values are: "the name of a region".
  explicit Repeated(std::string what) : what_(std::move(what)) {}

  /// Throws InputError about `place` if the value was there before.
  void add(const Value& value, const JsonPlace& place) {
    const auto [first, is_new] = first_.emplace(value, place.path());
    if (is_new) return;
    place.refuse(
        fmt::format("{} is given twice, first at {}; it may stand once", what_, first->second));
  }

 private:
  std::string what_;
  std::map<Value, std::string> first_;  // with the path of its first place
};

}  // namespace bacelab
