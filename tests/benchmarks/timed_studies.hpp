#pragma once

#include <string>

#include "experiments/study/study_file.hpp"
#include "experiments/text/files.hpp"
#include "tests/benchmarks/clocks.hpp"

namespace bacelab {

/// A study of `configs` with this many replications.
inline StudyFile read_config(const std::string& name, const std::string& replications) {
  const std::string path = std::string(BACELAB_SOURCE_DIR) + "/configs/" + name;
  const std::string setting = "study.replications=" + replications;
  return StudyFile::read(read_file(path), path, {&setting, 1});
}

}  // namespace bacelab
