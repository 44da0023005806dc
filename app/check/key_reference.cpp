#include "app/check/key_reference.hpp"

#include <fmt/format.h>

#include <iostream>

#include "experiments/study/mistakes.hpp"

namespace bacelab {

void print_key_reference(const std::string& text, const StudyOptions& study) {
  ConfigDocument document = ConfigDocument::parse(text, study.file);
  for (const std::string& setting : study.settings) document.set(setting);
  const Mistakes mistakes = find_mistakes(document, {});
  for (const ConfigOption& option : mistakes.keys) {
    std::cout << fmt::format("{}\n    {}\n    {}; default: {}{}\n", option.path,
                             option.documentation, option.allowed, option.fallback,
                             option.unit ? "; unit: " + *option.unit : "");
  }
  if (!mistakes.messages.empty()) {
    std::cerr << fmt::format("bacelab: note: the study is read as far as that is possible: {}\n",
                             mistakes.text());
  }
}

}  // namespace bacelab
