#pragma once

#include <filesystem>

#include "app/cli/options.hpp"
#include "experiments/results/results_file.hpp"

namespace bacelab {

/// The folder to which files of the study in a results file are relative: `inputs`; if that is
/// empty, where they were when it ran, or where that place is gone, that of the results.
std::filesystem::path directory_of_study(const ResultsFile& results,
                                         const std::filesystem::path& inputs = {});

/// Reads the study that a results file keeps, with KEY=VALUE texts that override it. Files that it
/// names are relative to `inputs`; if that is empty, to where they were when it ran, or where that
/// place is gone, to that of the results. Throws InputError, also if one of them has changed since.
StudyFile read_study_of(const ResultsFile& results, const std::vector<std::string>& settings = {},
                        const std::filesystem::path& inputs = {});

/// Reads the study that options.file is, or that a results file of this name keeps. Files that this
/// one names are found as by read_study_of(). Throws InputError.
StudyFile read_study_or_results(const StudyOptions& options);

}  // namespace bacelab
