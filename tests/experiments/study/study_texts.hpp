#pragma once

#include <string>
#include <vector>

#include "experiments/study/study_file.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab::testing {

inline StudyFile read_study_file(const std::string& text,
                                 const std::vector<std::string>& settings = {}) {
  return StudyFile::read(text, "study.toml", settings);
}

/// The message with which a study is refused.
inline std::string error_of_study(const std::string& text,
                                  const std::vector<std::string>& settings = {}) {
  return message_of([&] { read_study_file(text, settings); });
}

/// The least that a study must say.
inline const std::string two_regions = "[regions]\nnames = [\"A\", \"B\"]\n";

/// Two large regions and a model of one layer of the user's own, which fits anywhere.
inline const std::string tiny_study =
    two_regions +
    "[region.A]\ngpus = 8\n[region.B]\ngpus = 4\n"
    "[templates.tiny]\nlayers = 1\nhidden = 64\nsequence = 64\nvocabulary = 100\nparameters = 1e5\n"
    "[jobs]\ntemplates = [\"tiny\"]\n";

}  // namespace bacelab::testing
