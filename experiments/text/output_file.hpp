#pragma once

#include <filesystem>
#include <span>

namespace bacelab {

/// What to do about a file that already exists.
enum class ExistingFile { refuse, replace };

/// Where a name leads: symbolic links of the file itself are followed, also to a file that does
/// not exist yet, so that what is written goes to the file behind the link and the link stays.
/// \throws InputError if the links form a circle
std::filesystem::path behind_links(const std::filesystem::path& file);

/// Refuses, before any work, a file that must not or can't be written: an empty name, a directory,
/// a device, a pipe, a name or path that is longer than its file system allows (the temporary name
/// counted), a file that exists (with ExistingFile::refuse) or that is one of `inputs`.
/// \throws InputError
void require_output(const std::filesystem::path& file, ExistingFile existing,
                    std::span<const std::filesystem::path> inputs = {});

/// Throws InputError if `file` is one of `inputs`, by whatever name.
void require_no_input(const std::filesystem::path& file,
                      std::span<const std::filesystem::path> inputs);

/// Throws InputError, which names `output`, if the name or the path of a file to come is longer
/// than its file system allows. `directory`: one that exists, on that file system.
void require_short_name(const std::filesystem::path& file, const std::filesystem::path& directory,
                        const std::filesystem::path& output);

/// Throws InputError if there is something of that name.
void require_absent(const std::filesystem::path& file);

/// A name beside the target for what is not complete yet: the target's, ".partial-" and a random
/// number. All have the same length.
std::filesystem::path temporary_name_of(const std::filesystem::path& target);

}  // namespace bacelab
