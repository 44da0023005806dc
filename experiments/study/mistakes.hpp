#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/errors.hpp"
#include "experiments/study/whole_study.hpp"
#include "experiments/text/document.hpp"

namespace bacelab {

/// Several mistakes: the message has a line for each, below one that says how many there are.
class InputErrors : public InputError {
 public:
  using InputError::InputError;
};

/// What is wrong with a study, and what its keys are all the same.
struct Mistakes {
  std::vector<std::string> messages;  ///< unknown keys first, in the order of the file
  bool may_have_more = false;         ///< some can only be seen once these are mended
  std::vector<ConfigOption> keys;

  /// One message as it is; several below their number, a line each.
  [[nodiscard]] std::string text() const;
};

/// Finds all mistakes of a study: reads it again and again, each time without the value that was
/// refused last, or with a legal one for a required key that is missing. What may only follow from
/// a value that was taken away is left out: mistakes of several keys, or of none of the file, and
/// unknown keys in the table of such a value, unless their names resemble known ones.
Mistakes find_mistakes(const ConfigDocument& given, const std::function<void()>& before_each_point);

/// Reads a study as read_whole_study() does. Throws InputError, InputErrors if there are several,
/// with all mistakes, unknown keys among them.
WholeStudy read_without_mistakes(ConfigDocument& document,
                                 const std::function<void()>& before_each_point);

}  // namespace bacelab
