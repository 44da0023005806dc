#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "experiments/box/run_block.hpp"
#include "experiments/results/pending_file.hpp"

namespace bacelab {

/// Merges the results files of a study's shards into one, in bounded memory. The same world may be
/// in several if it is equal in all of them.
/// \throws InputError if the files are not of one study, if worlds are missing or differ, or if the
///         output exists and may not be replaced
/// \throws StorageError if the output can't be written
RunCounts merge_shards(std::span<const std::filesystem::path> shards,
                       const std::filesystem::path& output, ExistingFile existing,
                       const std::string& command);

}  // namespace bacelab
