#pragma once

#include <string>
#include <string_view>

#include "app/cli/options.hpp"
#include "experiments/study/study_file.hpp"
#include "experiments/text/document.hpp"

namespace bacelab {

/// Which keys a study sets itself, in its file, on the command line or by its design; all others
/// have what the program assumes.
class GivenKeys {
 public:
  /// `text`: of the file.
  GivenKeys(const std::string& text, const StudyOptions& options, const StudyFile& file);

  [[nodiscard]] bool has(std::string_view path) const { return document_.has(path); }

 private:
  ConfigDocument document_;
};

/// The path of a key in a table under a name of the user: `templates."llama-3.1-70b".sequence`.
[[nodiscard]] std::string path_in(const char* tables, const std::string& name, const char* key);

}  // namespace bacelab
