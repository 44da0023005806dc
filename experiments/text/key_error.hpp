#pragma once

#include <optional>
#include <string>
#include <utility>

#include "core/errors.hpp"
#include "experiments/text/value.hpp"

namespace bacelab {

/// An InputError about one key of a study file, with what a reader needs to go on without it.
class KeyError : public InputError {
 public:
  struct About {
    config::KeyPath key;
    bool is_given = false;                  ///< by the file, an override or a factor
    std::optional<config::Value> stand_in;  ///< a legal value for a missing key
    bool is_choice = false;                 ///< a name, on which other keys may depend
    bool is_of_several = false;             ///< legal alone, but not with the values of other keys
    config::KeyPath perhaps_meant_by;       ///< an unread key of similar spelling; empty: none
  };

  KeyError(const std::string& message, About about)
      : InputError(message), about_(std::move(about)) {}

  [[nodiscard]] const About& about() const { return about_; }

 private:
  About about_;
};

}  // namespace bacelab
