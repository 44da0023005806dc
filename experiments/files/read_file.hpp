#pragma once

#include <filesystem>
#include <string>

namespace bacelab {

/// The bytes of a file that the user named. Throws InputError if there is none, it is a directory
/// or it can't be read. Pipes can be read, too.
std::string read_file(const std::filesystem::path& file);

}  // namespace bacelab
