#pragma once

#include <cstddef>
#include <filesystem>

namespace bacelab {

/// The seal of a results file: its first 512 bytes, which HDF5 leaves to the program (a user
/// block). They hold one line of text, padded with zeros: the size of the file, the 128-bit XXH3 of
/// everything after the seal, and a hash of the line itself. With it a change of any byte of the
/// file is noticed before HDF5, which crashes on some damaged files, sees it.
inline constexpr std::size_t seal_bytes = 512;

/// Whether the seal of a file that is opened must hold.
enum class SealCheck { required, skipped };

/// Seals a file that has been written and closed, with space for the seal.
/// \throws StorageError if it can't be read or written
void seal(const std::filesystem::path& path);

/// Reads the whole file, in bounded memory.
/// \throws InputError if the file can't be read, has no seal, or is not as it was sealed
void require_sealed(const std::filesystem::path& path);

}  // namespace bacelab
