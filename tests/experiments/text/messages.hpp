#pragma once

#include <string>

#include "core/errors.hpp"

namespace bacelab {

/// The message of the InputError that `action` throws; empty if it throws none.
template <typename Action>
std::string message_of(const Action& action) {
  try {
    action();
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

}  // namespace bacelab
