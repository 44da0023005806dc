#pragma once

#include <fstream>
#include <string>

#include "experiments/study/study_file.hpp"
#include "experiments/worlds/generate.hpp"
#include "tests/experiments/text/messages.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab::testing {

/// Studies next to the files that they name.
class StudyDirectory {
 public:
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(directory_ / name, std::ios::binary) << text;
  }
  [[nodiscard]] StudyFile read(const std::string& text) const {
    return StudyFile::read(text, path(), {});
  }
  [[nodiscard]] std::string path() const { return (directory_ / "study.toml").string(); }
  /// The message without the directory's name.
  [[nodiscard]] std::string message(const std::string& text) const {
    std::string found = message_of([&] { static_cast<void>(read(text)); });
    const std::string prefix = (directory_ / "").string();
    for (auto at = found.find(prefix); at != std::string::npos; at = found.find(prefix)) {
      found.erase(at, prefix.size());
    }
    return found;
  }
  [[nodiscard]] Scenario world(const std::string& text, std::size_t replication = 0) const {
    const Study study = read(text).at(0);
    return generate_world(study.world, world_id(study, 0, replication)).scenario;
  }

 private:
  sample::ScratchDirectory directory_;
};

}  // namespace bacelab::testing
