#include "app/cli/study_of_results.hpp"

#include <filesystem>

namespace bacelab {

std::filesystem::path directory_of_study(const ResultsFile& results,
                                         const std::filesystem::path& inputs) {
  if (!inputs.empty()) return inputs;
  const std::filesystem::path recorded = results.study_directory();
  return std::filesystem::is_directory(recorded) ? recorded : results.path().parent_path();
}

StudyFile read_study_of(const ResultsFile& results, const std::vector<std::string>& settings,
                        const std::filesystem::path& inputs) {
  return StudyFile::read(results.description().study, results.path().string(), settings, {},
                         directory_of_study(results, inputs));
}

StudyFile read_study_or_results(const StudyOptions& options) {
  if (!ResultsFile::may_be(options.file)) return read_study_file(options);
  return read_study_of(ResultsFile(options.file), options.settings);
}

}  // namespace bacelab
