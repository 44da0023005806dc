#pragma once

#include <filesystem>
#include <string>

#include "app/report/contents.hpp"

namespace bacelab {

/// The figures that fit the results, drawn as `bacelab plot` draws them. `beside`: a file in the
/// folder where they may be kept while they are drawn. Figures for which there are not enough bytes
/// are left out, which is said. Without gnuplot a sentence that says so.
[[nodiscard]] std::string report_figures(const ResultsFile& file, const ReportContents& contents,
                                         const std::filesystem::path& beside,
                                         std::size_t most_bytes);

}  // namespace bacelab
