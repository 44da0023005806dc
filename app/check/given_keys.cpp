#include "app/check/given_keys.hpp"

#include "experiments/study/design/design.hpp"
#include "experiments/text/value.hpp"

namespace bacelab {

GivenKeys::GivenKeys(const std::string& text, const StudyOptions& options, const StudyFile& file)
    : document_(ConfigDocument::parse(text, options.file)) {
  for (const std::string& setting : options.settings) document_.set(setting);
  file.design().apply_all_keys(document_);
}

std::string path_in(const char* tables, const std::string& name, const char* key) {
  return config::dotted({tables, name, key});
}

}  // namespace bacelab
