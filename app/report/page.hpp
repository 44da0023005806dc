#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "app/report/contents.hpp"

namespace bacelab {

/// The report as one HTML page that needs nothing else: style, script and figures are in it.
/// `target`: the file to be written, beside which figures are drawn.
[[nodiscard]] std::string report_page(const ResultsFile& file, const ReportContents& contents,
                                      const std::filesystem::path& target);

/// app/report/page.css and page.js as they were when the program was built.
std::string_view page_style();
std::string_view page_script();

}  // namespace bacelab
