#pragma once

#include <filesystem>
#include <string>

#include "app/report/contents.hpp"

namespace bacelab {

/// Where the results come from: program, inputs, plugins, execution; and the command that makes
/// them again.
[[nodiscard]] std::string provenance_part(const ResultsFile& file);

/// The keys of the study that differ from their defaults, and the whole study, folded.
[[nodiscard]] std::string assumptions_part(const ResultsFile& file,
                                           const std::filesystem::path& inputs);

/// Runs that got stuck, failed or did not take place, by policy, with the first messages; empty if
/// there are none.
[[nodiscard]] std::string incomplete_part(const ResultsFile& file);

}  // namespace bacelab
