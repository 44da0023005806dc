#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "core/errors.hpp"

namespace bacelab {

/// Throws InputError if an option was given the same value twice.
template <class Value>
void require_distinct(const char* option, const std::vector<Value>& values) {
  for (auto value = values.begin(); value != values.end(); ++value) {
    if (std::find(values.begin(), value, *value) == value) continue;
    throw InputError(fmt::format("{} {}: is given twice; each may stand once", option, *value));
  }
}

}  // namespace bacelab
